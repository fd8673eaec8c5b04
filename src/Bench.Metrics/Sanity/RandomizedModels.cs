using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The models of a randomisation test and what an explainer says of them.</summary>
internal static class RandomizedModels
{
    /// <summary>Why an explanation cannot be tested by randomising its model, or <see langword="null"/> where it can.</summary>
    public static MetricScore? Refusal(MetricContext context, double[] scores) =>
        !FeatureRanking.AllFinite(scores) ? NotApplicable.NotFinite
        : context.Explainer is null ? NotApplicable.NoExplainer
        : context.Model.Info.RandomizableLayers == 0 ? NotApplicable.NotRandomizable
        : Refusals.Ranking(scores);

    /// <summary>The models of a test, from the first step to the last.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Order, steps and draw.</param>
    public static IEnumerable<IModel> Of(IModel model, RandomizationOptions options)
    {
        int layers = model.Info.RandomizableLayers;
        int steps = options.Steps == 0 ? layers : Math.Min(options.Steps, layers);
        for (int step = 1; step <= steps; step++)
        {
            // Exact in whole numbers, so that the last step is always the last layer.
            int reached = (int)((long)step * layers / steps);
            (int first, int count) = options.Order switch
            {
                RandomizationOrder.TopDown => (layers - reached, reached),
                RandomizationOrder.BottomUp => (0, reached),
                _ => (reached - 1, 1),
            };
            yield return model.Randomized(first, count, (ulong)options.Draw);
        }
    }

    /// <summary>
    /// The mean similarity of an explanation and those of the models of a test. Steps at which either side ranks nothing are left out.
    /// </summary>
    /// <param name="context">The explanation.</param>
    /// <param name="options">The test.</param>
    /// <param name="explain">Feature scores by a model, which is the first argument.</param>
    public static MetricScore MeanSimilarity(MetricContext context, RandomizationOptions options, Func<IModel, double[]> explain)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusal(context, scores) is { } refusal)
        {
            return refusal;
        }

        try
        {
            double[] original = Compared(explain(context.Model), options);
            double[] similarities = [.. Of(context.Model, options)
                .Select(model => options.Similarity.Of(original, Compared(explain(model), options)))
                .Where(similarity => !double.IsNaN(similarity))];
            return similarities.Length == 0 ? NotApplicable.NothingToCompare : MetricScore.Of(similarities.Average());
        }
        catch (BenchException exception)
        {
            return MetricScore.NotApplicable($"the randomised model could not be explained: {exception.Problem}");
        }
    }

    private static double[] Compared(double[] scores, RandomizationOptions options) =>
        options.Absolute ? [.. scores.Select(Math.Abs)] : scores;
}
