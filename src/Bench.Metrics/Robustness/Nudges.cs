using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>What explaining one nudged input showed.</summary>
/// <param name="Change">‖e − e'‖ of the feature scores, Euclidean.</param>
/// <param name="InputChange">‖x − x'‖ / ‖x‖ of the features' word embeddings.</param>
/// <param name="LogitChange">‖h(x) − h(x')‖ of the logits.</param>
/// <param name="IsSameClass">Whether the prediction stayed.</param>
internal readonly record struct Nudged(double Change, double InputChange, double LogitChange, bool IsSameClass);

/// <summary>Explains an input again and again, each time with its words' embeddings nudged.</summary>
internal static class Nudges
{
    // The ε of Agarwal et al. 2022, which keeps nudges that change nothing from deciding.
    private const double SmallestChange = 1e-6;

    /// <summary>
    /// Relative stability: the largest relative change of the explanation per change of something else, over nudges of the same class.
    /// </summary>
    /// <param name="context">The explanation.</param>
    /// <param name="options">How many nudges, how large.</param>
    /// <param name="other">The change it is set against.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MetricScore RelativeStability(
        MetricContext context, NudgeOptions options, Func<Nudged, double> other, CancellationToken cancellationToken) => Score(
        context,
        options,
        (norm, nudged) =>
        {
            double[] ratios = [.. nudged.Where(nudge => nudge.IsSameClass)
                .Select(nudge => nudge.Change / norm / Math.Max(other(nudge), SmallestChange))];
            return ratios.Length == 0 ? NotApplicable.ClassMoves : MetricScore.Of(ratios.Max());
        },
        cancellationToken);

    /// <summary>Scores an explanation by what nudges do to it.</summary>
    /// <param name="context">The explanation; it is repeated with its own seed, so that chance changes nothing.</param>
    /// <param name="options">How many nudges, how large.</param>
    /// <param name="score">The score from the norm of the feature scores, more than 0, and the nudges.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MetricScore Score(
        MetricContext context, NudgeOptions options, Func<double, IReadOnlyList<Nudged>, MetricScore> score,
        CancellationToken cancellationToken)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByEmbeddings(context, scores) is { } refused)
        {
            return refused;
        }

        double norm = Euclidean.Norm(scores);
        var random = new DeterministicRandom(DeterministicRandom.Derive(context.Seed, "nudges"));
        Tensor logits = context.Model.Predict([context.Explanation.Input.Row], cancellationToken)[0];
        var nudged = new List<Nudged>();
        try
        {
            for (int sample = 0; sample < options.Samples; sample++)
            {
                nudged.Add(Explain(context, logits, scores, options.Radius, random, cancellationToken));
            }
        }
        catch (BenchException refusal)
        {
            return MetricScore.NotApplicable($"the nudged input could not be explained: {refusal.Problem}");
        }

        return score(norm, nudged);
    }

    private static Nudged Explain(
        MetricContext context,
        Tensor logits,
        double[] scores,
        double radius,
        DeterministicRandom random,
        CancellationToken cancellationToken)
    {
        TokenizedText input = context.Explanation.Input;
        int[] ids = [.. input.FeaturePositions.Select(position => input.Tokens[position].Id)];
        float[] embeddings = FeatureEmbeddings.Of(context);
        int width = context.Model.Info.EmbeddingWidth;
        Dictionary<int, float[]> nudges = [];
        foreach ((int i, int id) in ids.Index())
        {
            if (!nudges.ContainsKey(id))
            {
                nudges.Add(id, Nudge(embeddings.AsSpan(i * width, width), radius, random));
            }
        }

        IModel model = new NudgedModel(context.Model, nudges, input.Row.Pixels);
        Tensor after = model.Predict([input.Row], cancellationToken)[0];
        double[] again = Again.FeatureScores(context, model, context.Explanation.Target, context.Explanation.Seed, cancellationToken);
        double moved = Math.Sqrt(ids.Sum(id => nudges[id].Sum(value => (double)value * value)));
        return new Nudged(
            Euclidean.Norm([.. scores.Zip(again, (a, b) => a - b)]),
            moved / Euclidean.Norm([.. embeddings.Select(value => (double)value)]),
            Euclidean.Norm([.. logits.Span.ToArray().Zip(after.Span.ToArray(), (a, b) => (double)a - b)]),
            Decided(logits) == Decided(after));

        Decision Decided(Tensor outputs) =>
            Decision.Of(context.Model.Info, input.Row, outputs, context.Explanation.Target);
    }

    private static float[] Nudge(ReadOnlySpan<float> embedding, double radius, DeterministicRandom random)
    {
        double[] direction = new double[embedding.Length];
        double length = 0;
        for (int d = 0; d < direction.Length; d++)
        {
            direction[d] = random.NextGaussian();
            length += (double)embedding[d] * embedding[d];
        }

        double factor = radius * Math.Sqrt(length) / Euclidean.Norm(direction);
        return [.. direction.Select(value => (float)(factor * value))];
    }
}
