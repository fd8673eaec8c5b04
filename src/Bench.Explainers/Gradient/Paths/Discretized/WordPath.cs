namespace Bench.Explainers;

/// <summary>A monotonic path from a token's embedding to the baseline's by way of words (Sanyal and Ren 2021, section 3.2).</summary>
internal static class WordPath
{
    /// <summary>Builds it.</summary>
    /// <param name="vocabulary">All words.</param>
    /// <param name="word">Where it starts.</param>
    /// <param name="baseline">Where it ends.</param>
    /// <param name="options">Steps, neighbours and strategy.</param>
    /// <returns>steps + 2 points, the word's embedding first and the baseline's last, every element monotonic along them.</returns>
    public static float[][] Build(Vocabulary vocabulary, int word, int baseline, DiscretizedIntegratedGradientsOptions options)
    {
        float[] end = vocabulary.Embedding(baseline).ToArray();
        float[][] points = new float[options.Steps + 2][];
        points[0] = vocabulary.Embedding(word).ToArray();
        var visited = new HashSet<int> { word };
        int current = word;
        for (int step = 1; step <= options.Steps; step++)
        {
            // Once no word is left to go by, the path waits at the baseline.
            current = current == baseline ? baseline : Next(vocabulary, current, baseline, visited, options);
            visited.Add(current);
            points[step] = Monotonic(points[step - 1], vocabulary.Embedding(current), end, options.Steps);
        }

        points[^1] = end;
        return points;
    }

    /// <summary>The next word, or the baseline where no neighbour is left.</summary>
    private static int Next(
        Vocabulary vocabulary, int current, int baseline, HashSet<int> visited, DiscretizedIntegratedGradientsOptions options)
    {
        int best = baseline;
        double least = double.PositiveInfinity;
        ReadOnlySpan<float> from = vocabulary.Embedding(current);
        ReadOnlySpan<float> end = vocabulary.Embedding(baseline);
        foreach (int candidate in vocabulary.Neighbours(current, options.Neighbours))
        {
            if (candidate == baseline || visited.Contains(candidate))
            {
                continue;
            }

            ReadOnlySpan<float> anchor = vocabulary.Embedding(candidate);
            double cost = options.Strategy == AnchorStrategy.Greedy
                ? Distance(anchor, Monotonic(from, anchor, end, options.Steps))
                : CountOutside(from, anchor, end);
            if (cost < least)
            {
                (best, least) = (candidate, cost);
            }
        }

        return best;
    }

    /// <summary>An anchor whose elements outside the range between a point and the end are put one step along that range.</summary>
    internal static float[] Monotonic(ReadOnlySpan<float> from, ReadOnlySpan<float> anchor, ReadOnlySpan<float> end, int steps)
    {
        float[] point = anchor.ToArray();
        for (int e = 0; e < point.Length; e++)
        {
            point[e] = IsBetween(from[e], anchor[e], end[e]) ? anchor[e] : from[e] - ((from[e] - end[e]) / steps);
        }

        return point;
    }

    private static bool IsBetween(float from, float value, float end) => from <= end ? from <= value && value <= end : end <= value && value <= from;

    private static int CountOutside(ReadOnlySpan<float> from, ReadOnlySpan<float> anchor, ReadOnlySpan<float> end)
    {
        int count = 0;
        for (int e = 0; e < anchor.Length; e++)
        {
            count += IsBetween(from[e], anchor[e], end[e]) ? 0 : 1;
        }

        return count;
    }

    private static double Distance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int e = 0; e < left.Length; e++)
        {
            sum += ((double)left[e] - right[e]) * ((double)left[e] - right[e]);
        }

        return Math.Sqrt(sum);
    }
}
