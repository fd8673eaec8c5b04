using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Area under the precision-recall curve of the scores against the human rationale (DeYoung et al. 2020, section 4.1). Its floor is
/// not 0 but about the share of tokens in the rationale.
/// </summary>
public sealed class AuprcMetric(AuprcOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "auprc",
        Name = "AUPRC against the rationale",
        ShortName = "AUPRC",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "area under precision(recall), tokens ranked by score, positives = tokens of the rationale",
        Citation = "DeYoung et al. 2020, ERASER, section 4.1; Davis and Goadrich 2006",
        Summary = "Whether the tokens people marked rank first, over all cut-offs.",
        NeedsRationale = true,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        RationaleComparison.Evaluate(context, options.Annotators, Score);

    private MetricScore Score(double[] scores, double[] weights)
    {
        bool asFerret = options.Negatives == NegativeScores.Zero;
        if (!asFerret && FeatureRanking.AllEqual(weights))
        {
            return NotApplicable.FullRationale;
        }

        if (!asFerret && FeatureRanking.AllEqual(scores))
        {
            return NotApplicable.ConstantScores;
        }

        double[] ranked = asFerret ? [.. scores.Select(score => Math.Max(0, score))] : scores;
        List<(double, double)> points = PrecisionRecallCurve.Of(ranked, weights);
        return MetricScore.Of(options.Area == CurveArea.Step ? PrecisionRecallCurve.Step(points) : PrecisionRecallCurve.Trapezoid(points));
    }
}
