using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Random sets of features with what their scores promise and what their removal does.</summary>
/// <param name="Promised">Per set, the sum of its scores.</param>
/// <param name="Measured">Per set, f(x) − f(x without the set).</param>
internal readonly record struct SubsetEffects(double[] Promised, double[] Measured)
{
    /// <summary>Draws sets without replacement and measures all of them in one call.</summary>
    /// <param name="context">The explanation; its seed decides the sets.</param>
    /// <param name="scores">Its feature scores, m ≥ 2.</param>
    /// <param name="sizes">Size of each set, 1 to m.</param>
    /// <param name="removal">How tokens are taken away.</param>
    /// <param name="number">The number watched.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static SubsetEffects Draw(
        MetricContext context,
        double[] scores,
        IReadOnlyList<int> sizes,
        Removal removal,
        ExplainedNumber number,
        CancellationToken cancellationToken)
    {
        var random = new DeterministicRandom(context.Seed);
        var probe = new RemovalProbe(context, removal);
        int[] features = [.. Enumerable.Range(0, scores.Length)];
        int[] rows = new int[sizes.Count];
        double[] promised = new double[sizes.Count];
        for (int set = 0; set < rows.Length; set++)
        {
            bool[] removed = new bool[scores.Length];
            for (int i = 0; i < sizes[set]; i++)
            {
                int j = i + random.NextInt(features.Length - i);
                (features[i], features[j]) = (features[j], features[i]);
                removed[features[i]] = true;
            }

            rows[set] = probe.Remove(removed);
            promised[set] = scores.Where((_, i) => removed[i]).Sum();
        }

        double[] values = probe.Values(number.Of(context), cancellationToken);
        return new SubsetEffects(promised, [.. rows.Select(row => values[0] - values[row])]);
    }

    /// <summary>A number of features for a share of them, with at least one inside and one outside.</summary>
    public static int Size(double share, int features) =>
        Math.Clamp((int)Math.Round(share * features, MidpointRounding.AwayFromZero), 1, features - 1);
}
