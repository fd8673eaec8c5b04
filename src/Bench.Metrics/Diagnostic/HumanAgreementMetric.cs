using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// What people reach: every annotator's marks are taken for an explanation and scored against those of the others. It is the same for every
/// explainer, and the ceiling of the plausibility metric beside which it stands: who agrees more with people than they do with each other
/// agrees with their mean.
/// </summary>
public sealed class HumanAgreementMetric(HumanAgreementOptions options) : IMetric
{
    // Every token an annotator marked is taken, and none besides.
    private readonly TokenOverlapOptions _marked = new()
    {
        K = TokenCount.Fixed,
        Top = int.MaxValue,
        OnlyPositive = true,
        Annotators = options.Annotators,
    };

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "human-agreement",
        Name = "Agreement of annotators",
        ShortName = "Human",
        Family = MetricFamily.Diagnostic,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "mean over annotators a of metric(marks of a, rationales of the others)",
        Citation = "Bench; one annotator against the others as in DeYoung et al. 2020, ERASER, section 3 and appendix B",
        Summary = "What one annotator scores against the others, whatever the explainer: the ceiling of plausibility.",
        NeedsRationale = true,
        IsCounted = false, // it is the same for every explainer
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        if (context.Rationales.Length < 2)
        {
            return NotApplicable.OneAnnotator;
        }

        IMetric metric = options.Metric switch
        {
            HumanAgreementMeasure.Auprc => new AuprcMetric(new AuprcOptions { Annotators = options.Annotators }),
            HumanAgreementMeasure.Auroc => new AurocMetric(new AnnotatorOptions { Annotators = options.Annotators }),
            HumanAgreementMeasure.TokenF1 => new TokenF1Metric(_marked),
            _ => new TokenIouMetric(_marked),
        };
        MetricScore[] scores =
            [.. context.Rationales.Select((own, i) => metric.Evaluate(AsExplanation(context, own, i), cancellationToken))];
        double[] applicable = [.. scores.Where(score => score.IsApplicable).Select(score => score.Value)];
        return applicable.Length == 0 ? scores[0] : MetricScore.Of(applicable.Average());
    }

    private static MetricContext AsExplanation(MetricContext context, ImmutableArray<bool> own, int annotator) => context with
    {
        Explanation = context.Explanation with
        {
            Attribution = new Attribution([.. own.Select(marked => marked ? 1.0 : 0)])
            {
                UnitScores = [.. context.Explanation.Input.Units.Select(unit => unit.Positions.Any(position => own[position]) ? 1.0 : 0)],
            },
        },
        Rationales = context.Rationales.RemoveAt(annotator),
    };
}
