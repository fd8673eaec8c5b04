using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Reporting;

/// <summary>A text's attention maps, ready to be drawn: every head, the median of each layer, and the median of all.</summary>
public sealed class AttentionViews
{
    private readonly int? _reader;

    private AttentionViews(ImmutableArray<string> tokens, ImmutableArray<ImmutableArray<double[,]>> heads, int? reader)
    {
        (Tokens, Heads, _reader) = (tokens, heads, reader);
        Layers = [.. heads.Select(Median)];
        Overall = Median([.. Enumerable.Range(0, heads[0].Length).Select(head => Median([.. heads.Select(layer => layer[head])]))]);
    }

    /// <summary>The tokens [n], special tokens included.</summary>
    public ImmutableArray<string> Tokens { get; }

    /// <summary>
    /// The maps of every layer and head, [layers][heads] of [n, n]: row = the token that attends, column = what it attends to.
    /// </summary>
    public ImmutableArray<ImmutableArray<double[,]>> Heads { get; }

    /// <summary>For every layer the median over its heads, [layers] of [n, n].</summary>
    public ImmutableArray<double[,]> Layers { get; }

    /// <summary>
    /// Median over the layers of each head, then over heads [n, n]: the map that the explainer <c>attention</c> reads by default.
    /// </summary>
    public double[,] Overall { get; }

    /// <summary>
    /// What the token that answers attends to in <see cref="Overall"/>, one number per token; where all answer, the mean over them.
    /// </summary>
    public ImmutableArray<double> OfReader => [.. Enumerable.Range(0, Tokens.Length).Select(column => _reader is { } row
        ? Overall[row, column]
        : Enumerable.Range(0, Tokens.Length).Average(query => Overall[query, column]))];

    /// <summary>Which token <see cref="OfReader"/> is of, in words.</summary>
    public string Reader => _reader switch
    {
        null => "all tokens on average",
        0 => "the first token",
        { } row when row == Tokens.Length - 1 => "the last token",
        { } row => FormattableString.Invariant($"token {row}"),
    };

    /// <summary>Takes a text's maps.</summary>
    /// <param name="tokens">The tokens [n].</param>
    /// <param name="maps">[L, H, n, n] after softmax; the third axis is the query, the last the key.</param>
    /// <param name="reader">The token whose state answers; <see langword="null"/> where all do.</param>
    public static AttentionViews Of(IEnumerable<string> tokens, Tensor maps, int? reader = 0)
    {
        (int layers, int heads, int n) = (maps.Shape[0], maps.Shape[1], maps.Shape[2]);
        return new AttentionViews([.. tokens], [.. Enumerable.Range(0, layers).Select(layer =>
            ImmutableArray.CreateRange(Enumerable.Range(0, heads).Select(head => Map(maps, (layer * heads) + head, n))))], reader);
    }

    private static double[,] Map(Tensor maps, int index, int n)
    {
        ReadOnlySpan<float> values = maps.Span.Slice(index * n * n, n * n);
        double[,] map = new double[n, n];
        for (int i = 0; i < values.Length; i++)
        {
            map[i / n, i % n] = values[i];
        }

        return map;
    }

    // Entry by entry; of an even number the mean of the two in the middle.
    private static double[,] Median(ImmutableArray<double[,]> maps)
    {
        int n = maps[0].GetLength(0);
        double[,] median = new double[n, n];
        double[] values = new double[maps.Length];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int m = 0; m < values.Length; m++)
                {
                    values[m] = maps[m][i, j];
                }

                Array.Sort(values);
                median[i, j] = (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
            }
        }

        return median;
    }
}
