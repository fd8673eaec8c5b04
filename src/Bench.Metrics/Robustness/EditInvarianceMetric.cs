using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Invariance under edits that keep the meaning, which the dataset supplies: the words that a text and its edit share should matter alike
/// in both. A word's score is the sum of its tokens'. Edits that change the prediction ask the model for another explanation and do not
/// count.
/// </summary>
public sealed class EditInvarianceMetric(EditInvarianceOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "edit-invariance",
        Name = "Invariance under edits",
        ShortName = "EditInv",
        Family = MetricFamily.Robustness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over edits x' of the same prediction of similarity(scores of the aligned words in x, in x')",
        Citation = "Bench; rank correlation at the same prediction as in Sinha et al. 2021, Perturbing Inputs for Fragile Interpretations",
        Summary = "How alike the words of a text are scored after an edit, given with the dataset, that keeps its meaning.",
        UndefinedFor = Undefined.WithoutTextDecision,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = [.. context.Explanation.Attribution.Scores];
        if (!FeatureRanking.AllFinite(scores))
        {
            return NotApplicable.NotFinite;
        }

        if (context.Edits.IsEmpty)
        {
            return NotApplicable.NoEdits;
        }

        if (context.Explainer is null)
        {
            return NotApplicable.NoExplainer;
        }

        if (context.Explanation.Input.Choice.Granularity == Granularity.Segments)
        {
            return NotApplicable.SegmentsOfText;
        }

        if (Undefined.WithoutTextDecision(context.Model.Info) is { } reason)
        {
            return MetricScore.NotApplicable(reason);
        }

        if (Refusals.Ranking(context.Explanation.FeatureScores()) is { } refusal)
        {
            return refusal;
        }

        Decision[] decisions = Edits.Decisions(context, cancellationToken);
        EditedInput[] kept = [.. context.Edits.Where((_, i) => decisions[i + 1] == decisions[0])];
        if (kept.Length == 0)
        {
            return NotApplicable.EditsMove;
        }

        try
        {
            double[] similarities = [.. kept.Where(edit => edit.Alignment.Length >= 2)
                .Select(edit => Compare(context, scores, edit, cancellationToken))
                .Where(similarity => !double.IsNaN(similarity))];
            return similarities.Length == 0 ? NotApplicable.NothingAligned : MetricScore.Of(similarities.Average());
        }
        catch (BenchException exception)
        {
            return MetricScore.NotApplicable($"an edit could not be explained: {exception.Problem}");
        }
    }

    private double Compare(MetricContext context, double[] scores, EditedInput edit, CancellationToken cancellationToken)
    {
        double[] again = Again.Scores(
            context, context.Model, edit.Input, context.Explanation.Target, context.Explanation.Seed, cancellationToken);
        return options.Similarity.Of(
            [.. edit.Alignment.Select(word => word.Original.Sum(position => scores[position]))],
            [.. edit.Alignment.Select(word => word.Edited.Sum(position => again[position]))]);
    }
}
