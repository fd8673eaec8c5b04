using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// How far the inputs that removal makes are from those the model knows. A detector sees a text and the text without the tokens ranked
/// first, and takes the one of higher free energy −log Σ exp(logit) for the changed one (Liu et al. 2020): the mean over pairs of texts is
/// the area under its ROC curve in a forced choice. ½: it cannot tell; near 1: the removal leads where the model is lost, and metrics by
/// that removal measure this too. Removing evidence lowers a logit as well, so the row of random scores, which removes what comes, is the
/// one to read.
/// </summary>
public sealed class RemovalDetectabilityMetric(RemovalDetectabilityOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "removal-detectability",
        Name = "Detectability of removal",
        ShortName = "OOD-AUC",
        Family = MetricFamily.Diagnostic,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "mean over bins b of [E(x without top b) > E(x)] + [equal] / 2, E = -log sum of exp(logits)",
        Citation = "Liu et al. 2020, Energy-based Out-of-distribution Detection, eq. 4; Hooker et al. 2019, ROAR (why it matters)",
        Summary = "The chance that the model's own energy tells a text without its top tokens from the text itself; 0.5 where it cannot.",
        UndefinedFor = Undefined.WithoutEnergy,
        IsCounted = false, // it says something of the removal, not of the explanation
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (context.Model.Info.Activation != OutputActivation.Softmax)
        {
            return NotApplicable.NoEnergy;
        }

        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        var probe = new RemovalProbe(context, options.Removal);
        var bins = new AopcOptions { Bins = options.Bins };
        int[] rows = [.. ExplanationSteps.Of(scores, bins, context.Seed).Select(step => probe.Remove(step))];
        double[] energies = [.. probe.Logits(cancellationToken).Select(Energy)];
        return MetricScore.Of(rows.Average(row =>
            Math.Abs(energies[row] - energies[0]) < Rounding(energies[0]) ? 0.5 : energies[row] > energies[0] ? 1 : 0));
    }

    // Logits are single precision: what differs by less than their rounding is equal.
    private static double Rounding(double energy) => 1e-5 * (1 + Math.Abs(energy));

    private static double Energy(Tensor logits)
    {
        double[] values = [.. logits.Span.ToArray().Select(logit => (double)logit)];
        double most = values.Max();
        return -most - Math.Log(values.Sum(value => Math.Exp(value - most)));
    }
}
