namespace Bench.Inference;

/// <summary>
/// What scores have beside the products of queries and keys: a bias by distance, or by places in a window, or disentangled attention's
/// products of queries with keys of distances and of keys with queries of distances. Each of these is one product with the rows that the
/// sequence needs, whose elements are then picked by distance.
/// </summary>
internal sealed unsafe class DistanceTerms(KernelSet kernels, Dimensions dimensions, DistanceRows? byDistance)
{
    private readonly int _width = dimensions.HeadSize;
    private readonly HeadProducts _products = new(kernels, dimensions.HeadSize);
    private readonly DistancePicks? _picks = byDistance is null ? null : new DistancePicks(kernels, byDistance);

    /// <summary>Adds a head's terms to its scores.</summary>
    public void Add(PackedLayer layer, int head, in AttentionRows rows, in AttentionScratch scratch, Matrix scores)
    {
        if (layer.ScoreBias is { } bias)
        {
            AddBias(bias, head, rows, scores);
        }

        if (layer.WindowBias is { } window)
        {
            AddWindow(window.Of(head), rows, scores);
        }

        if (layer.Distances is not { } distances)
        {
            return;
        }

        int column = head * _width;
        (int first, int count) = Needed(rows);
        Matrix products = scratch.ByDistance;
        if (!distances.Keys.IsNull)
        {
            _products.TimesTransposed(
                rows.Queries.From(0, column), rows.QueryCount, distances.Keys.From(first, column), count, scratch, products);
            _picks!.AddByQuery(rows, products, first, scores);
        }

        if (!distances.Queries.IsNull)
        {
            _products.TimesTransposed(
                rows.Keys.From(0, column), rows.KeyCount, distances.Queries.From(first, column), count, scratch, products);
            _picks!.AddByKey(rows, products, first, scores);
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
        Matrix products = scratch.ByDistance;
        if (!distances.Keys.IsNull)
        {
            Clear(products, rows.QueryCount, count);
            _picks!.ScatterByQuery(rows, scratch.Scores, products, first);
            _products.Times(products, 1, rows.QueryCount, count, distances.Keys.From(first, column), scratch, query, add: true);
        }

        if (!distances.Queries.IsNull)
        {
            Clear(products, rows.KeyCount, count);
            _picks!.ScatterByKey(rows, scratch.Scores, products, first);
            _products.Times(products, 1, rows.KeyCount, count, distances.Queries.From(first, column), scratch, key, add: true);
        }
    }

    private static void Clear(Matrix matrix, int rows, int count)
    {
        for (int row = 0; row < rows; row++)
        {
            new Span<float>(matrix.Row(row), count).Clear();
        }
    }

    // Rows fall with the distance, so those needed follow each other.
    private (int First, int Count) Needed(in AttentionRows rows)
    {
        int lowest = int.MaxValue, highest = 0;
        for (int query = 0; query < rows.QueryCount; query++)
        {
            lowest = Math.Min(lowest, rows.QueryPosition(query));
            highest = Math.Max(highest, rows.QueryPosition(query));
        }

        ReadOnlySpan<int> rowOf = byDistance!.Rows;
        int first = rowOf[byDistance.Zero + highest - rows.Positions[0]];
        int last = rowOf[byDistance.Zero + lowest - rows.Positions[rows.KeyCount - 1]];
        return (first, last - first + 1);
    }

    private void AddWindow(Matrix bias, in AttentionRows rows, Matrix scores)
    {
        kernels.AddRows(scores, bias, rows.QueryCount, rows.KeyCount);
        if (!rows.Apart.IsNull)
        {
            kernels.AddRows(scores, rows.Apart, rows.QueryCount, rows.KeyCount);
        }
    }

    private void AddBias(ScoreBias bias, int head, in AttentionRows rows, Matrix scores)
    {
        fixed (float* zero = &bias.Values[bias.Zero(head)])
        {
            for (int query = 0; query < rows.QueryCount; query++)
            {
                float* row = scores.Row(query), terms = zero - rows.QueryPosition(query);
                if (rows.AreKeysDense)
                {
                    kernels.AddScaled(row, terms + rows.Positions[0], 1, rows.KeyCount);
                    continue;
                }

                for (int key = 0; key < rows.KeyCount; key++)
                {
                    row[key] += terms[rows.Positions[key]];
                }
            }
        }
    }
}
