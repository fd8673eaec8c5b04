using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// The random-logit test (Sixt, Granz and Landgraf 2020): an explanation of one class should differ from that of another. Where it does
/// not, it describes the text, not the decision.
/// </summary>
public sealed class RandomLogitMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "random-logit",
        Name = "Random logit",
        ShortName = "RndLogit",
        Family = MetricFamily.Sanity,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "Pearson correlation of the scores and those for another output, drawn at random",
        Citation = "Sixt, Granz and Landgraf 2020, When Explanations Lie, section 4",
        Summary = "How alike the explanation is to that of another class; one that ignores the class scores 1.",
        UndefinedFor = Undefined.WithoutOtherClass,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        int outputs = context.Model.Info.Labels.Count;
        if (!FeatureRanking.AllFinite(scores))
        {
            return NotApplicable.NotFinite;
        }

        if (context.Explainer is null)
        {
            return NotApplicable.NoExplainer;
        }

        if (context.Explanation.Target.SpanEnd.HasValue)
        {
            return NotApplicable.NoOtherClass;
        }

        if (outputs < 2)
        {
            return NotApplicable.OneOutput;
        }

        if (Refusals.Ranking(scores) is { } refusal)
        {
            return refusal;
        }

        Target target = context.Explanation.Target;
        int shift = 1 + new DeterministicRandom(DeterministicRandom.Derive(context.Seed, "logit")).NextInt(outputs - 1);
        double[] other = Again.FeatureScores(
            context, context.Model, target with { Output = (target.Output + shift) % outputs }, context.Explanation.Seed,
            cancellationToken);
        double correlation = Correlation.Pearson(scores, other);
        return double.IsNaN(correlation) ? NotApplicable.ConstantScores : MetricScore.Of(correlation);
    }
}
