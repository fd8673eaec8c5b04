using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>The derivative of an explained number by every logit, as the formulas stand.</summary>
internal static class ReferenceReadout
{
    /// <summary>
    /// Σ_t w_t ∂f(z)_t / ∂z, where f is softmax over a row or a column, the logistic function or nothing, or the logarithm of these.
    /// </summary>
    /// <param name="readout">What is read out.</param>
    /// <param name="logits">Logits, a row per position, or one row for the whole text.</param>
    public static Grid Gradient(Readout readout, Grid logits)
    {
        var gradient = new Grid(logits.Rows, logits.Columns);
        foreach (ReadoutTerm term in readout.Terms)
        {
            (int Row, int Column)[] group = Group(readout.Activation, term, logits);
            double[] odds = [.. group.Select(place => Math.Exp(logits[place.Row, place.Column] - logits[term.Row, term.Output]))];
            double p = readout.Activation switch
            {
                OutputActivation.Identity => 1,
                OutputActivation.Sigmoid => 1 / (1 + Math.Exp(-logits[term.Row, term.Output])),
                _ => 1 / odds.Sum(),
            };
            for (int k = 0; k < group.Length; k++)
            {
                double own = group[k] == (term.Row, term.Output) ? 1 : 0;
                double slope = readout.Activation == OutputActivation.Identity ? own : own - (odds[k] * p);
                gradient[group[k].Row, group[k].Column] += term.Weight * (readout.IsLogarithm ? slope : slope * p);
            }
        }

        return gradient;
    }

    private static (int Row, int Column)[] Group(OutputActivation activation, ReadoutTerm term, Grid logits) => activation switch
    {
        OutputActivation.Softmax => [.. Enumerable.Range(0, logits.Columns).Select(column => (term.Row, column))],
        OutputActivation.PositionSoftmax => [.. Enumerable.Range(0, logits.Rows).Select(row => (row, term.Output))],
        _ => [(term.Row, term.Output)],
    };
}
