using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>
/// Moves elements between scores [queries, keys] and products with rows of a table of distances. Where keys follow each other without
/// a gap, near ones have rows that follow each other too, and whole runs are moved at once; farther ones go by fours
/// (<see cref="DistanceBlocks"/>) where they can.
/// </summary>
internal sealed unsafe class DistancePicks(KernelSet kernels, DistanceRows byDistance)
{
    private const int Size = DistanceBlocks.Size;

    // So many rows of products, one a key, stay in the first-level cache while all queries pass.
    private const int KeyBlock = 16;

    /// <summary>scores[q, k] += products[q, row of q − k].</summary>
    public void AddByQuery(in AttentionRows rows, Matrix products, int first, Matrix scores)
    {
        fixed (int* rowOf = byDistance.Rows)
        {
            for (int query = 0; query < rows.QueryCount; query++)
            {
                float* row = scores.Row(query), terms = products.Row(query) - first;
                int* shifted = rowOf + byDistance.Zero + rows.QueryPosition(query);
                (int start, int end) = Run(rows, query);
                AddByQuery(rows, row, terms, shifted, 0, start);
                if (end > start)
                {
                    kernels.AddScaled(row + start, terms + shifted[-rows.Positions[start]], 1, end - start);
                }

                AddByQuery(rows, row, terms, shifted, end, rows.KeyCount);
            }
        }
    }

    /// <summary>products[q, row of q − k] += scores[q, k].</summary>
    public void ScatterByQuery(in AttentionRows rows, Matrix scores, Matrix products, int first)
    {
        fixed (int* rowOf = byDistance.Rows)
        {
            for (int query = 0; query < rows.QueryCount; query++)
            {
                float* row = scores.Row(query), terms = products.Row(query) - first;
                int* shifted = rowOf + byDistance.Zero + rows.QueryPosition(query);
                (int start, int end) = Run(rows, query);
                ScatterByQuery(rows, row, terms, shifted, 0, start);
                if (end > start)
                {
                    kernels.AddScaled(terms + shifted[-rows.Positions[start]], row + start, 1, end - start);
                }

                ScatterByQuery(rows, row, terms, shifted, end, rows.KeyCount);
            }
        }
    }

    /// <summary>scores[q, k] += products[k, row of q − k].</summary>
    public void AddByKey(in AttentionRows rows, Matrix products, int first, Matrix scores)
    {
        bool areFours = byDistance.IsGentle && rows.AreKeysDense;
        fixed (int* rowOf = byDistance.Rows)
        {
            for (int block = 0; block < rows.KeyCount; block += KeyBlock)
            {
                int end = Math.Min(block + KeyBlock, rows.KeyCount);
                for (int query = 0, step; query < rows.QueryCount; query += step)
                {
                    int* shifted = rowOf + byDistance.Zero + rows.QueryPosition(query);
                    bool isFour = areFours && AreDense(rows, query);
                    step = isFour ? Size : 1;
                    int key = block;
                    for (; isFour && key <= end - Size; key += Size)
                    {
                        DistanceBlocks.AddByKey(
                            scores.Row(query) + key, scores.Stride, products.Row(key) - first, products.Stride,
                            shifted - rows.Positions[key]);
                    }

                    for (; key < end; key++)
                    {
                        for (int i = 0; i < step; i++)
                        {
                            scores.Row(query + i)[key] += (products.Row(key) - first)[shifted[i - rows.Positions[key]]];
                        }
                    }
                }
            }
        }
    }

    /// <summary>products[k, row of q − k] += scores[q, k].</summary>
    public void ScatterByKey(in AttentionRows rows, Matrix scores, Matrix products, int first)
    {
        bool areFours = rows.AreKeysDense;
        fixed (int* rowOf = byDistance.Rows)
        {
            for (int block = 0; block < rows.KeyCount; block += KeyBlock)
            {
                int end = Math.Min(block + KeyBlock, rows.KeyCount);
                for (int query = 0, step; query < rows.QueryCount; query += step)
                {
                    int position = rows.QueryPosition(query);
                    int* shifted = rowOf + byDistance.Zero + position;
                    bool isFour = areFours && AreDense(rows, query);
                    step = isFour ? Size : 1;
                    float* row = scores.Row(query), terms = products.Row(block) - first;
                    for (int key = block, taken; key < end; key += taken, terms += taken * products.Stride)
                    {
                        int* rowsOfKey = shifted - rows.Positions[key];
                        taken = isFour && key <= end - Size && IsNear(position - rows.Positions[key]) ? Size : 1;
                        if (taken == Size)
                        {
                            DistanceBlocks.ScatterByKey(row + key, scores.Stride, terms, products.Stride, rowsOfKey);
                        }
                        else if (isFour)
                        {
                            DistanceBlocks.ScatterQueries(row + key, scores.Stride, terms, rowsOfKey);
                        }
                        else
                        {
                            terms[rowsOfKey[0]] += row[key];
                        }
                    }
                }
            }
        }
    }

    private void AddByQuery(in AttentionRows rows, float* row, float* terms, int* shifted, int key, int end)
    {
        int lastFour = byDistance.IsGentle && rows.AreKeysDense ? end - Size : -1;
        for (; key <= lastFour; key += Size)
        {
            DistanceBlocks.AddByQuery(row + key, terms, shifted - rows.Positions[key]);
        }

        for (; key < end; key++)
        {
            row[key] += terms[shifted[-rows.Positions[key]]];
        }
    }

    private static void ScatterByQuery(in AttentionRows rows, float* row, float* terms, int* shifted, int key, int end)
    {
        int* positions = rows.Positions, rowsOfKeys = shifted - positions[0];
        int dense = rows.AreKeysDense ? end : key;
        for (; key < dense; key++)
        {
            terms[rowsOfKeys[-key]] += row[key];
        }

        for (; key < end; key++)
        {
            terms[shifted[-positions[key]]] += row[key];
        }
    }

    // Whether the positions of four queries follow each other.
    private static bool AreDense(in AttentionRows rows, int query) =>
        query <= rows.QueryCount - Size && rows.QueryPosition(query + Size - 1) - rows.QueryPosition(query) == Size - 1;

    // Whether all distances of four queries and four keys have rows of their own, given that of the first two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsNear(int distance) => Math.Abs(distance) + Size - 1 <= byDistance.Even;

    // The keys whose distances all have rows of their own, one beside the other; none where keys have gaps.
    private (int Start, int End) Run(in AttentionRows rows, int query)
    {
        if (!rows.AreKeysDense)
        {
            return (rows.KeyCount, rows.KeyCount);
        }

        int at = rows.QueryPosition(query) - rows.Positions[0];
        int start = Math.Clamp(at - byDistance.Even, 0, rows.KeyCount);
        return (start, Math.Clamp(at + byDistance.Even + 1, start, rows.KeyCount));
    }
}
