using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Counterfactual edits that the dataset supplies (Kaushik, Hovy and Lipton 2020; Gardner et al. 2020): where an edit flips the prediction,
/// the words that it changed decide, so they should outrank the words that stayed. Edits that flip nothing, or change no word of the text,
/// say nothing; a unit is changed where any of its tokens is. No token is removed, so that both texts are ones that people might write.
/// </summary>
public sealed class CounterfactualAurocMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "counterfactual-auroc",
        Name = "AUROC of counterfactual edits",
        ShortName = "CF-AUROC",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "mean over edits that flip the prediction of P(score of a changed token > score of one that stayed) + P(equal) / 2",
        Citation = "Kaushik, Hovy and Lipton 2020, Counterfactually-Augmented Data; Gardner et al. 2020, Contrast Sets; "
            + "Ge et al. 2021, Counterfactual Evaluation",
        Summary = "The chance that a token whose edit flips the prediction outranks one that stayed.",
        UndefinedFor = Undefined.WithoutTextDecision,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (!FeatureRanking.AllFinite(scores))
        {
            return NotApplicable.NotFinite;
        }

        if (context.Edits.IsEmpty)
        {
            return NotApplicable.NoEdits;
        }

        if (Undefined.WithoutTextDecision(context.Model.Info) is { } reason)
        {
            return MetricScore.NotApplicable(reason);
        }

        if (Refusals.Ranking(scores) is { } refusal)
        {
            return refusal;
        }

        Decision[] decisions = Edits.Decisions(context, cancellationToken);
        double[][] changed = [.. context.Edits.Where((_, i) => decisions[i + 1] != decisions[0])
            .Select(edit => Changed(context, edit)).Where(weights => !FeatureRanking.AllEqual(weights))];
        return changed.Length == 0 ? NotApplicable.NoFlip : MetricScore.Of(changed.Average(weights => AurocMetric.Area(scores, weights)));
    }

    private static double[] Changed(MetricContext context, EditedInput edit)
    {
        HashSet<int> stayed = [.. edit.Alignment.SelectMany(word => word.Original)];
        return [.. context.Explanation.Input.Units.Select(unit => unit.Positions.All(stayed.Contains) ? 0.0 : 1)];
    }
}
