namespace Bench.Explainers;

/// <summary>
/// A monotonic path from a token's embedding to the baseline's by way of words (Sanyal and Ren 2021, DIG-Greedy and DIG-MaxCount).
/// </summary>
internal sealed class WordPath
{
    private readonly WordEmbeddings _vocabulary;
    private readonly DiscretizedIntegratedGradientsOptions _options;
    private readonly int _baseline;
    private readonly float[] _end;
    private readonly HashSet<int> _visited;
    private readonly List<float[]> _points;
    private int _current;

    private WordPath(WordEmbeddings vocabulary, int word, int baseline, DiscretizedIntegratedGradientsOptions options)
    {
        _vocabulary = vocabulary;
        _options = options;
        _baseline = baseline;
        _end = vocabulary.Embedding(baseline).ToArray();
        _visited = [word];
        _points = [vocabulary.Embedding(word).ToArray()];
        _current = word;
    }

    /// <summary>
    /// Builds the paths of several tokens, step by step together, so that each step searches the vocabulary once for all.
    /// </summary>
    /// <param name="vocabulary">All words.</param>
    /// <param name="ends">Where each path starts, and the baseline where it ends.</param>
    /// <param name="options">Steps, neighbours and strategy.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// For each path steps + 2 points, the word's embedding first and the baseline's last, every element monotonic along them.
    /// </returns>
    public static float[][][] Build(
        WordEmbeddings vocabulary,
        IReadOnlyList<(int Word, int Baseline)> ends,
        DiscretizedIntegratedGradientsOptions options,
        CancellationToken cancellationToken = default)
    {
        WordPath[] paths = [.. ends.Select(pair => new WordPath(vocabulary, pair.Word, pair.Baseline, options))];
        for (int step = 0; step < options.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            vocabulary.Find(paths.Where(path => path._current != path._baseline).Select(path => path._current), options.Neighbours);
            foreach (WordPath path in paths)
            {
                path.Advance();
            }
        }

        return [.. paths.Select(path => (float[][])[.. path._points, path._end])];
    }

    private void Advance()
    {
        // Once no word is left to go by, the path waits at the baseline.
        _current = _current == _baseline ? _baseline : Next();
        _visited.Add(_current);
        _points.Add(Monotonic(_points[^1], _vocabulary.Embedding(_current), _end, _options.Steps));
    }

    /// <summary>The next word, or the baseline where no neighbour is left.</summary>
    private int Next()
    {
        int best = _baseline;
        double least = double.PositiveInfinity;
        ReadOnlySpan<float> from = _vocabulary.Embedding(_current);
        foreach (int candidate in _vocabulary.Neighbours(_current, _options.Neighbours))
        {
            if (candidate == _baseline || _visited.Contains(candidate))
            {
                continue;
            }

            ReadOnlySpan<float> anchor = _vocabulary.Embedding(candidate);
            double cost = _options.Strategy == AnchorStrategy.Greedy
                ? Distance(anchor, Monotonic(from, anchor, _end, _options.Steps))
                : CountOutside(from, anchor, _end);
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

    private static bool IsBetween(float from, float value, float end) =>
        from <= end ? from <= value && value <= end : end <= value && value <= from;

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
