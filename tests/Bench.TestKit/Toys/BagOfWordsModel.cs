using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>
/// A model with closed-form gradients. Every token has an embedding of width 2 and the first logit is
/// <c>bias + Σᵢ (e₀ + curvature · e₁²)</c> over all tokens, the second its negative: linear where <c>curvature</c> is 0.
/// The first embedding value of a word is its weight, the second half of it; special tokens have zero embeddings.
/// </summary>
/// <param name="weight">Weight of a token id; ids below 10 weigh nothing.</param>
/// <param name="bias">Value of an input of special tokens only.</param>
/// <param name="curvature">Factor of the squared part.</param>
public sealed class BagOfWordsModel(Func<int, double> weight, double bias = 0, double curvature = 0) : IModel
{
    public ModelInfo Info { get; } = new()
    {
        Name = "bag-of-words",
        Architecture = "BagOfWordsModel",
        Labels = ["NEGATIVE", "POSITIVE"],
        Activation = OutputActivation.Softmax,
        VocabularySize = 1000,
        EmbeddingWidth = 2,
        MaxLength = 512,
        Layers = 1,
        Heads = 1,
    };

    public Ask Offers => Ask.Gradient;

    public Tensor Embed(InputRow row)
    {
        float[] result = new float[row.Length * 2];
        for (int i = 0; i < row.Length; i++)
        {
            int id = row.TokenIds.Span[i];
            double value = id < 10 ? 0 : weight(id);
            result[2 * i] = (float)value;
            result[(2 * i) + 1] = (float)(value / 2);
        }

        return new Tensor(result, new Shape(row.Length, 2));
    }

    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        [.. queries.Select(Answer)];

    private Answer Answer(Query query)
    {
        float[] embeddings = Embeddings(query.Row);
        Tensor logits = Logits(query.Row, embeddings);
        return new Answer
        {
            Outputs = logits,
            Gradient = query.Ask == Ask.Gradient ? Gradient(query.Readout!, embeddings, logits) : default,
        };
    }

    private Tensor Gradient(Readout readout, float[] embeddings, Tensor logits)
    {
        ReadoutTerm term = readout.Terms.Single();
        double sign = term.Weight * (term.Output == 1 ? 1 : -1);
        if (readout.Activation == OutputActivation.Softmax)
        {
            // d softmax(z, −z) / dz of either output, up to the sign: 2 p (1 − p).
            double probability = Outputs.Probabilities(logits.Span, OutputActivation.Softmax)[term.Output];
            sign *= 2 * probability * (1 - probability);
        }

        float[] gradient = new float[embeddings.Length];
        for (int i = 0; i < gradient.Length; i += 2)
        {
            gradient[i] = (float)sign;
            gradient[i + 1] = (float)(sign * 2 * curvature * embeddings[i + 1]);
        }

        return new Tensor(gradient, new Shape(gradient.Length / 2, 2));
    }

    private float[] Embeddings(InputRow row)
    {
        if (row.Embeddings is not { } replaced)
        {
            return Embed(row).Span.ToArray();
        }

        float[] result = replaced.Origin.ToArray();
        for (int i = 0; i < replaced.Direction.Length; i++)
        {
            result[i] += replaced.Coefficient * replaced.Direction.Span[i];
        }

        return result;
    }

    private Tensor Logits(InputRow row, float[] embeddings)
    {
        double sum = bias;
        for (int i = 0; i < row.Length; i++)
        {
            bool attended = row.AttentionMask.IsEmpty || row.AttentionMask.Span[i];
            double squared = embeddings[(2 * i) + 1] * embeddings[(2 * i) + 1];
            sum += attended ? embeddings[2 * i] + (curvature * squared) : 0;
        }

        return new Tensor(new[] { (float)-sum, (float)sum }, new Shape(2));
    }
}
