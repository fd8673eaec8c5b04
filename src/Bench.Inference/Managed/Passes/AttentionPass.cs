namespace Bench.Inference;

/// <summary>
/// Scaled dot-product attention (Vaswani et al. 2017) of one sequence, head by head: all products run through the same tiles as the
/// linear maps, and only keys (forward) and values (backward) are ever transposed. Neighbouring heads of queries may share a head of
/// keys and values; both are rotated in place. Queries are taken block by block, with the keys that they meet.
/// </summary>
internal sealed unsafe class AttentionPass(KernelSet kernels, Dimensions dimensions, DistanceRows? distances)
{
    // Rows of longer sequences would push each other out before they are used.
    private const int MostFetched = 64;

    private readonly int _heads = dimensions.Heads;
    private readonly int _width = dimensions.HeadSize;
    private readonly int _share = dimensions.Heads / dimensions.KeyHeads;
    private readonly HeadProducts _products = new(kernels, dimensions.HeadSize);
    private readonly DistanceTerms _terms = new(kernels, dimensions, distances);
    private readonly AttentionSoftmax _softmax = new(kernels);
    private readonly HeadRotation _rotation = new(kernels);

    /// <summary>Context = softmax(Q Kᵀ + terms by distance) V; weights are kept where <see cref="AttentionRows.Weights"/> says.</summary>
    public void Forward(PackedLayer layer, in AttentionRows rows, in AttentionScratch scratch, in MapTarget maps)
    {
        AttentionBlocks blocks = scratch.Blocks;
        blocks.Prepare(rows, whole: layer.HasTerms);
        bool isRead = rows.Weights != null || maps.IsWanted;
        for (int head = 0; head < _heads; head++)
        {
            int column = head * _width, shared = head / _share * _width;
            Matrix weights = rows.Weights == null ? scratch.Scores : rows.WeightsOf(head);
            _rotation.Queries(rows, rows.Queries.From(0, column), 1);
            if (head % _share == 0)
            {
                _rotation.Keys(rows, rows.Keys.From(0, shared), 1);
            }

            _products.Pack(rows.Keys.From(0, shared), rows.KeyCount, scratch);
            FetchNext(head, rows.Queries, rows.QueryCount);
            FetchNext(head, rows.Keys, rows.KeyCount, _share);
            FetchNext(head, rows.Values, rows.KeyCount, _share);
            foreach (AttentionBlock block in blocks.ByQuery)
            {
                // What nobody reads later takes the place of the block before, which is in the caches.
                Matrix scores = isRead ? weights : weights.From(-block.First, -block.OtherFirst);
                _products.TimesPacked(
                    rows.Queries.From(block.First, column), block.Count, block.OtherFirst, block.OtherEnd, scratch,
                    scores.From(block.First, 0));
                _terms.Add(layer, head, rows, scratch, scores);
                _softmax.Forward(blocks, block, scores, maps.IsWanted ? (0, rows.KeyCount) : isRead ? block.Read : block.Others);
                _products.Times(
                    scores.From(block.First, block.OtherFirst),
                    1,
                    block.Count,
                    block.OtherCount,
                    rows.Values.From(block.OtherFirst, shared),
                    scratch,
                    rows.Context.From(block.First, column));
            }

            if (maps.IsWanted)
            {
                maps.Write(head, weights, rows.KeyCount);
            }
        }
    }

    /// <summary>The chain rule of <see cref="Forward"/>, given the gradient by the context.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rows">Operands; weights are kept.</param>
    /// <param name="scratch">Room for one head.</param>
    /// <param name="queries">Receives the gradient by the queries.</param>
    /// <param name="keys">Receives the gradient by the keys; 0 for tokens that are no keys.</param>
    /// <param name="values">Receives the gradient by the values; 0 for tokens that are no keys.</param>
    /// <param name="maps">Receives the gradient by the weights, also those of tokens that are no keys.</param>
    public void Backward(
        PackedLayer layer, in AttentionRows rows, in AttentionScratch scratch, Matrix queries, Matrix keys, Matrix values,
        in MapTarget maps)
    {
        for (int token = rows.KeyCount; token < rows.TokenCount; token++)
        {
            new Span<float>(keys.Row(token), dimensions.Keys).Clear();
            new Span<float>(values.Row(token), dimensions.Keys).Clear();
        }

        AttentionBlocks blocks = scratch.Blocks;
        blocks.Prepare(rows, whole: maps.IsWanted || layer.Distances is not null);
        for (int head = 0; head < _heads; head++)
        {
            int column = head * _width, shared = head / _share * _width;
            bool add = head % _share != 0;
            Matrix context = rows.Context.From(0, column);
            Matrix weights = rows.WeightsOf(head);
            Matrix scores = scratch.Scores;
            FetchNext(head, rows.Context, rows.QueryCount);
            FetchNext(head, rows.Values, rows.KeyCount, _share);
            TimesKeyBlocks(blocks, weights, context, scratch, values.From(0, shared), add);
            _products.Pack(rows.Values.From(0, shared), maps.IsWanted ? rows.TokenCount : rows.KeyCount, scratch);
            Matrix query = queries.From(0, column), key = keys.From(0, shared);
            FetchNext(head, rows.Queries, rows.QueryCount);
            FetchNext(head, rows.Keys, rows.KeyCount, _share);
            foreach (AttentionBlock block in blocks.ByQuery)
            {
                int end = maps.IsWanted ? rows.TokenCount : block.OtherEnd;
                _products.TimesPacked(
                    context.From(block.First, 0), block.Count, block.OtherFirst, end, scratch, scores.From(block.First, 0));
                if (maps.IsWanted)
                {
                    maps.Write(head, scores, rows.TokenCount);
                }

                _softmax.Backward(block, weights, scores);
                _products.Times(
                    scores.From(block.First, block.OtherFirst),
                    1,
                    block.Count,
                    block.OtherCount,
                    rows.Keys.From(block.OtherFirst, shared),
                    scratch,
                    query.From(block.First, 0));
            }

            TimesKeyBlocks(blocks, scores, rows.Queries.From(0, column), scratch, key, add);
            _terms.Backward(layer, head, rows, scratch, query, key);
            _rotation.Queries(rows, query, -1);
            if (head % _share == _share - 1)
            {
                _rotation.Keys(rows, key, -1);
            }
        }
    }

    // Brings what the next head reads near while this one's products are summed: its rows lie far apart, and nothing else foretells them.
    private void FetchNext(int head, Matrix heads, int rows, int share = 1)
    {
        int next = head + 1;
        if (next < _heads && next % share == 0 && rows <= MostFetched)
        {
            Prefetching.Fetch(heads.Data + (next / share * _width), heads.Stride, rows, _width);
        }
    }

    // result [keys, head size] = leftᵀ · right, left [queries, keys], right [queries, head size]; or added to the result.
    private void TimesKeyBlocks(AttentionBlocks blocks, Matrix left, Matrix right, in AttentionScratch scratch, Matrix result, bool add)
    {
        foreach (AttentionBlock block in blocks.ByKey)
        {
            _products.TransposedTimes(
                left.From(block.OtherFirst, block.First),
                block.Count,
                block.OtherCount,
                right.From(block.OtherFirst, 0),
                scratch,
                result.From(block.First, 0),
                add);
        }
    }
}
