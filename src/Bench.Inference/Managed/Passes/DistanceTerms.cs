namespace Bench.Inference;

/// <summary>
/// What scores have beside the products of queries and keys: a bias by distance, or disentangled attention's products of queries with
/// keys of distances and of keys with queries of distances. Each of these is one product with the rows that the sequence needs, whose
/// elements are then picked by distance.
/// </summary>
internal sealed unsafe class DistanceTerms(KernelSet kernels, Dimensions dimensions, DistanceRows? byDistance)
{
    private readonly int _width = dimensions.HeadSize;
    private readonly HeadProducts _products = new(kernels, dimensions.HeadSize);

    /// <summary>Adds a head's terms to its scores.</summary>
    public void Add(PackedLayer layer, int head, in AttentionRows rows, in AttentionScratch scratch, Matrix scores)
    {
        if (layer.ScoreBias is { } bias)
        {
            AddBias(bias, head, rows, scores);
        }

        if (layer.Distances is not { } distances)
        {
            return;
        }

        int column = head * _width;
        (int first, int count) = Needed(rows);
        ReadOnlySpan<int> rowOf = byDistance!.Rows;
        int zero = byDistance.Zero;
        Matrix products = scratch.ByDistance;
        if (!distances.Keys.IsNull)
        {
            _products.TimesTransposed(
                rows.Queries.From(0, column), rows.QueryCount, distances.Keys.From(first, column), count, scratch, products);
            for (int query = 0; query < rows.QueryCount; query++)
            {
                float* row = scores.Row(query), terms = products.Row(query);
                int shift = zero + rows.QueryPosition(query);
                for (int key = 0; key < rows.KeyCount; key++)
                {
                    row[key] += terms[rowOf[shift - rows.Positions[key]] - first];
                }
            }
        }

        if (!distances.Queries.IsNull)
        {
            _products.TimesTransposed(rows.Keys.From(0, column), rows.KeyCount, distances.Queries.From(first, column), count, scratch, products);
            for (int query = 0; query < rows.QueryCount; query++)
            {
                float* row = scores.Row(query);
                int shift = zero + rows.QueryPosition(query);
                for (int key = 0; key < rows.KeyCount; key++)
                {
                    row[key] += products.Row(key)[rowOf[shift - rows.Positions[key]] - first];
                }
            }
        }
    }

    /// <summary>Adds what the terms give to the gradients by a head's queries and keys, given that by the scores.</summary>
    public void Backward(PackedLayer layer, int head, in AttentionRows rows, in AttentionScratch scratch, Matrix query, Matrix key)
    {
        if (layer.Distances is not { } distances)
        {
            return;
        }

        int column = head * _width;
        (int first, int count) = Needed(rows);
        if (!distances.Keys.IsNull)
        {
            Gather(rows, scratch, first, count, byKey: false);
            _products.Times(scratch.ByDistance, 1, rows.QueryCount, count, distances.Keys.From(first, column), scratch, query, add: true);
        }

        if (!distances.Queries.IsNull)
        {
            Gather(rows, scratch, first, count, byKey: true);
            _products.Times(scratch.ByDistance, 1, rows.KeyCount, count, distances.Queries.From(first, column), scratch, key, add: true);
        }
    }

    // The gradient by the products: every score's gradient goes to the row of its distance.
    private void Gather(in AttentionRows rows, in AttentionScratch scratch, int first, int count, bool byKey)
    {
        ReadOnlySpan<int> rowOf = byDistance!.Rows;
        for (int row = 0; row < (byKey ? rows.KeyCount : rows.QueryCount); row++)
        {
            new Span<float>(scratch.ByDistance.Row(row), count).Clear();
        }

        for (int query = 0; query < rows.QueryCount; query++)
        {
            float* gradient = scratch.Scores.Row(query);
            int shift = byDistance.Zero + rows.QueryPosition(query);
            for (int key = 0; key < rows.KeyCount; key++)
            {
                scratch.ByDistance.Row(byKey ? key : query)[rowOf[shift - rows.Positions[key]] - first] += gradient[key];
            }
        }
    }

    // Rows rise with the distance, so those needed follow each other.
    private (int First, int Count) Needed(in AttentionRows rows)
    {
        int lowest = int.MaxValue, highest = 0;
        for (int query = 0; query < rows.QueryCount; query++)
        {
            lowest = Math.Min(lowest, rows.QueryPosition(query));
            highest = Math.Max(highest, rows.QueryPosition(query));
        }

        ReadOnlySpan<int> rowOf = byDistance!.Rows;
        int first = rowOf[byDistance.Zero + lowest - rows.Positions[rows.KeyCount - 1]];
        int last = rowOf[byDistance.Zero + highest - rows.Positions[0]];
        return (first, last - first + 1);
    }

    private static void AddBias(ScoreBias bias, int head, in AttentionRows rows, Matrix scores)
    {
        ReadOnlySpan<float> terms = bias.Of(head, out int zero);
        for (int query = 0; query < rows.QueryCount; query++)
        {
            float* row = scores.Row(query);
            int shift = zero + rows.QueryPosition(query);
            for (int key = 0; key < rows.KeyCount; key++)
            {
                row[key] += terms[shift - rows.Positions[key]];
            }
        }
    }
}
