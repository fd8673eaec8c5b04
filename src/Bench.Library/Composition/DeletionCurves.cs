using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Library;

/// <summary>
/// Follows the target while the units that an explanation ranks first are taken away (the deletion curve of Petsiuk, Das and Saenko 2018,
/// section 3.3, with units of a text for pixels), so that a page can show it step by step.
/// </summary>
internal static class DeletionCurves
{
    private const int MostSteps = 20;

    /// <summary>Measures one explanation's curve: at most 21 rows forward, those that were asked before for nothing.</summary>
    /// <param name="model">The model, whose answers are remembered.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="explanation">The explanation.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// The curve: of probabilities, or of outputs where there are none. <see langword="null"/> where nothing can be taken away in a way
    /// that leaves the target in its place.
    /// </returns>
    public static DeletionCurve? Of(IModel model, ITokenizer tokenizer, Explanation explanation, CancellationToken cancellationToken)
    {
        TokenizedText input = explanation.Input.AnchoredAt(explanation.Target);
        Removal removal = RemovalAxis.Default(tokenizer.Special, model.Info);
        int m = input.Units.Length;
        if (m == 0
            || (removal == Removal.Delete && (explanation.Target.Position is not null || input.Tokens.All(token => !token.IsSpecial))))
        {
            return null;
        }

        var request = new ExplanationRequest
        {
            Model = model,
            Tokenizer = tokenizer,
            Input = input,
            Target = explanation.Target,
            Quantity = explanation.Quantity,
            Seed = explanation.Seed,
        };
        double[] scores = explanation.Attribution.PerUnit(input);
        int[] order = [.. Enumerable.Range(0, m).OrderByDescending(unit => scores[unit])];
        int steps = Math.Min(MostSteps, m);
        int[] counts =
            [.. Enumerable.Range(0, steps + 1).Select(i => (int)Math.Round((double)i * m / steps, MidpointRounding.AwayFromZero))];
        InputRow[] rows = [.. counts.Select(count => request.KeepUnits(Kept(order, count), removal))];
        Quantity quantity = model.Info.IsClassifier ? Quantity.Probability : Quantity.Logit;
        return new DeletionCurve(
            quantity == Quantity.Probability ? "probability" : "output",
            [.. order.Select(unit => input.Units[unit].Positions)],
            [.. counts],
            [.. model.Predict(rows, cancellationToken).Select(logits => Outputs.Value(model.Info, logits, explanation.Target, quantity))]);
    }

    private static bool[] Kept(int[] order, int count)
    {
        bool[] kept = new bool[order.Length];
        foreach (int unit in order.AsSpan(count))
        {
            kept[unit] = true;
        }

        return kept;
    }
}
