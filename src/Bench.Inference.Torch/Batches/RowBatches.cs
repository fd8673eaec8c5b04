using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Cuts ragged batches into batches of rows of nearly one length, so that little is computed for padding.</summary>
internal static class RowBatches
{
    // A row joins a batch if at most this share of its place there is padding.
    private const double MostPadding = 0.25;

    /// <summary>Sorts rows by length and cuts them.</summary>
    /// <param name="rows">Checked rows.</param>
    /// <param name="limits">How large a batch may be; a row that is larger alone is a batch of its own.</param>
    /// <returns>Indices into <paramref name="rows"/>, the longest row of each batch first.</returns>
    public static IReadOnlyList<int[]> Cut(IReadOnlyList<InputRow> rows, BatchLimits limits)
    {
        // The sort is stable: equal lengths stay in the caller's order, so that equal calls make equal batches.
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderByDescending(row => rows[row].Length)];
        var batches = new List<int[]>();
        for (int start = 0; start < order.Length;)
        {
            int longest = rows[order[start]].Length;
            long most = Math.Max(1, Math.Min(limits.Tokens / longest, limits.Bytes / limits.BytesOfRow(longest)));
            int end = start + 1;
            while (end < order.Length && end - start < most && rows[order[end]].Length >= (1 - MostPadding) * longest)
            {
                end++;
            }

            batches.Add(order[start..end]);
            start = end;
        }

        return batches;
    }
}
