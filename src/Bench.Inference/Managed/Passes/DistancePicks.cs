namespace Bench.Inference;

/// <summary>
/// Moves elements between scores [queries, keys] and products with rows of a table of distances. Where keys follow each other without
/// a gap, near ones have rows that follow each other too, and whole runs are moved at once.
/// </summary>
internal sealed unsafe class DistancePicks(KernelSet kernels, DistanceRows byDistance)
{
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
                for (int key = 0; key < start; key++)
                {
                    row[key] += terms[shifted[-rows.Positions[key]]];
                }

                if (end > start)
                {
                    kernels.AddScaled(row + start, terms + shifted[-rows.Positions[start]], 1, end - start);
                }

                for (int key = end; key < rows.KeyCount; key++)
                {
                    row[key] += terms[shifted[-rows.Positions[key]]];
                }
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
                for (int key = 0; key < start; key++)
                {
                    terms[shifted[-rows.Positions[key]]] += row[key];
                }

                if (end > start)
                {
                    kernels.AddScaled(terms + shifted[-rows.Positions[start]], row + start, 1, end - start);
                }

                for (int key = end; key < rows.KeyCount; key++)
                {
                    terms[shifted[-rows.Positions[key]]] += row[key];
                }
            }
        }
    }

    /// <summary>scores[q, k] += products[k, row of q − k].</summary>
    public void AddByKey(in AttentionRows rows, Matrix products, int first, Matrix scores)
    {
        fixed (int* rowOf = byDistance.Rows)
        {
            for (int block = 0; block < rows.KeyCount; block += KeyBlock)
            {
                int end = Math.Min(block + KeyBlock, rows.KeyCount);
                for (int query = 0; query < rows.QueryCount; query++)
                {
                    int* shifted = rowOf + byDistance.Zero + rows.QueryPosition(query);
                    float* row = scores.Row(query), terms = products.Row(block) - first;
                    for (int key = block; key < end; key++, terms += products.Stride)
                    {
                        row[key] += terms[shifted[-rows.Positions[key]]];
                    }
                }
            }
        }
    }

    /// <summary>products[k, row of q − k] += scores[q, k].</summary>
    public void ScatterByKey(in AttentionRows rows, Matrix scores, Matrix products, int first)
    {
        fixed (int* rowOf = byDistance.Rows)
        {
            for (int block = 0; block < rows.KeyCount; block += KeyBlock)
            {
                int end = Math.Min(block + KeyBlock, rows.KeyCount);
                for (int query = 0; query < rows.QueryCount; query++)
                {
                    int* shifted = rowOf + byDistance.Zero + rows.QueryPosition(query);
                    float* row = scores.Row(query), terms = products.Row(block) - first;
                    for (int key = block; key < end; key++, terms += products.Stride)
                    {
                        terms[shifted[-rows.Positions[key]]] += row[key];
                    }
                }
            }
        }
    }

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
