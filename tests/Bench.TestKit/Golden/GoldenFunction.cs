using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>The number that a golden case explains, in double precision by the reference encoder.</summary>
/// <param name="model">The model, one that answers for the whole text.</param>
/// <param name="output">The class.</param>
/// <param name="quantity">Its logit or probability.</param>
internal sealed class GoldenFunction(ReferenceEncoder model, int output, Quantity quantity)
{
    // Half of it and a quarter are used too. Float embeddings are moved in double precision, so steps are exact.
    private const float Step = 1f / 256;

    /// <summary>The number of a row.</summary>
    public double Of(InputRow row)
    {
        Grid logits = model.Exact(row);
        return quantity == Quantity.Logit ? logits[0, output] : Probabilities(logits, model.Info.Activation)[output];
    }

    /// <summary>
    /// The derivative along a direction of the word embeddings: central differences of three steps, extrapolated to none (Richardson),
    /// which leaves an error of the sixth order.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="origin">Its word embeddings [n, E].</param>
    /// <param name="direction">The direction [n, E].</param>
    public double Slope(InputRow row, float[] origin, float[] direction)
    {
        double[] slopes = [.. new[] { Step, Step / 2, Step / 4 }.Select(step => (At(step) - At(-step)) / (2 * step))];
        double[] better = [((4 * slopes[1]) - slopes[0]) / 3, ((4 * slopes[2]) - slopes[1]) / 3];
        return ((16 * better[1]) - better[0]) / 15;

        double At(float step) => Of(new InputRow
        {
            TokenIds = row.TokenIds,
            TypeIds = row.TypeIds,
            Embeddings = new ReplacedEmbeddings(origin, direction, step),
        });
    }

    /// <summary>Probabilities of logits, as the definitions of softmax and the logistic function stand.</summary>
    public static double[] Probabilities(Grid logits, OutputActivation activation)
    {
        double[] z = [.. Enumerable.Range(0, logits.Columns).Select(column => logits[0, column])];
        return activation switch
        {
            OutputActivation.Softmax => [.. z.Select(one => 1 / z.Sum(other => Math.Exp(other - one)))],
            OutputActivation.Sigmoid => [.. z.Select(one => 1 / (1 + Math.Exp(-one)))],
            _ => z,
        };
    }
}
