using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Correlation of the scores with the right attribution, where the model knows it: 1 for the truth at any scale.</summary>
public sealed class ExactCorrelationMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "exact-correlation",
        Name = "Correlation with the exact attribution",
        ShortName = "Exact-r",
        Family = MetricFamily.GroundTruth,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "Pearson correlation of the scores and the model's exact attribution over tokens",
        Citation = "Guidotti 2021, Evaluating local explanation methods on ground truth",
        Summary = "How near the scores come to the attribution that follows from the model's formula.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        if (!context.Model.Offers.HasFlag(Ask.Exact))
        {
            return NotApplicable.UnknownTruth;
        }

        double[] scores = context.Explanation.FeatureScores();
        if (!FeatureRanking.AllFinite(scores))
        {
            return NotApplicable.NotFinite;
        }

        TokenizedText input = context.Explanation.Input;
        if (input.Units.Any(unit => unit.Positions.Length > 1))
        {
            return NotApplicable.TruthOfTokens;
        }

        var query = Query.Of(context.Model.Info, input.Row, Ask.Exact, context.Explanation.Target, Quantity.Logit);
        ReadOnlyMemory<double> truth = context.Model.Answer(query, cancellationToken).Exact;
        double correlation = Correlation.Pearson(scores, [.. input.FeaturePositions.Select(position => truth.Span[position])]);
        return Refusals.Ranking(scores) ?? (double.IsNaN(correlation) ? NotApplicable.ConstantReference : MetricScore.Of(correlation));
    }
}
