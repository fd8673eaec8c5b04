using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// The largest and the smallest sum of f(x) − f(x without the first k) over k = 1..m that any order of the tokens reaches. Every step is
/// one row per set of tokens, whatever the order in which the set was removed.
/// </summary>
internal sealed class AopcBounds(MetricContext context, int features, Removal removal)
{
    /// <summary>Exact bounds by dynamic programming over all sets.</summary>
    public (double Lowest, double Highest) Exact(CancellationToken cancellationToken)
    {
        var probe = new RemovalProbe(context, removal);
        int[] rows = new int[1 << features];
        for (int set = 0; set < rows.Length; set++)
        {
            int members = set;
            rows[set] = probe.Remove([.. Enumerable.Range(0, features).Select(i => ((members >> i) & 1) == 1)]);
        }

        double[] values = probe.Probabilities(cancellationToken);
        double[] lowest = new double[rows.Length];
        double[] highest = new double[rows.Length];
        for (int set = 1; set < rows.Length; set++)
        {
            (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
            for (int left = set; left != 0; left &= left - 1)
            {
                int before = set & ~(left & -left);
                (low, high) = (Math.Min(low, lowest[before]), Math.Max(high, highest[before]));
            }

            double difference = values[0] - values[rows[set]];
            (lowest[set], highest[set]) = (low + difference, high + difference);
        }

        return (lowest[^1], highest[^1]);
    }

    /// <summary>A bound by beam search: the best orders of each length are continued by every token left.</summary>
    /// <param name="width">How many orders are kept.</param>
    /// <param name="sign">1 for the largest sum, −1 for the smallest.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public double Beam(int width, int sign, CancellationToken cancellationToken)
    {
        List<(bool[] Removed, double Sum)> beam = [(new bool[features], 0)];
        for (int step = 0; step < features; step++)
        {
            var probe = new RemovalProbe(context, removal);
            var next = new Dictionary<int, (bool[] Removed, double Sum)>();
            foreach ((bool[] removed, double sum) in beam)
            {
                for (int feature = 0; feature < features; feature++)
                {
                    if (!removed[feature])
                    {
                        bool[] more = [.. removed];
                        more[feature] = true;
                        int row = probe.Remove(more);

                        // Two orders of one set go on alike, so only the better one does.
                        if (!next.TryGetValue(row, out (bool[], double Sum) known) || sign * sum > sign * known.Sum)
                        {
                            next[row] = (more, sum);
                        }
                    }
                }
            }

            double[] values = probe.Probabilities(cancellationToken);
            beam =
            [
                .. next.OrderBy(entry => entry.Key)
                    .Select(entry => (entry.Value.Removed, Sum: entry.Value.Sum + values[0] - values[entry.Key]))
                    .OrderByDescending(entry => sign * entry.Sum)
                    .Take(width),
            ];
        }

        return beam[0].Sum;
    }
}
