namespace Bench.Inference;

/// <summary>
/// Scaled dot-product attention (Vaswani et al. 2017) of one sequence, head by head: all products run through the same tiles as the
/// linear maps, and only keys (forward) and values (backward) are ever transposed. Neighbouring heads of queries may share a head of
/// keys and values.
/// </summary>
internal sealed unsafe class AttentionPass(KernelSet kernels, Dimensions dimensions, DistanceRows? distances)
{
    private readonly int _heads = dimensions.Heads;
    private readonly int _width = dimensions.HeadSize;
    private readonly int _share = dimensions.Heads / dimensions.KeyHeads;
    private readonly HeadProducts _products = new(kernels, dimensions.HeadSize);
    private readonly DistanceTerms _terms = new(kernels, dimensions, distances);
    private readonly AttentionSoftmax _softmax = new(kernels);

    /// <summary>Context = softmax(Q Kᵀ + terms by distance) V; weights are kept where <see cref="AttentionRows.Weights"/> says.</summary>
    public void Forward(PackedLayer layer, in AttentionRows rows, in AttentionScratch scratch, in MapTarget maps)
    {
        for (int head = 0; head < _heads; head++)
        {
            int column = head * _width, shared = head / _share * _width;
            Matrix weights = rows.Weights == null ? scratch.Scores : rows.WeightsOf(head);
            _products.TimesTransposed(
                rows.Queries.From(0, column), rows.QueryCount, rows.Keys.From(0, shared), rows.KeyCount, scratch, weights);
            _terms.Add(layer, head, rows, scratch, weights);
            _softmax.Forward(rows, weights);
            if (maps.IsWanted)
            {
                maps.Write(head, weights, rows.KeyCount);
            }

            _products.Times(weights, 1, rows.QueryCount, rows.KeyCount, rows.Values.From(0, shared), scratch, rows.Context.From(0, column));
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
        PackedLayer layer, in AttentionRows rows, in AttentionScratch scratch, Matrix queries, Matrix keys, Matrix values, in MapTarget maps)
    {
        for (int token = rows.KeyCount; token < rows.TokenCount; token++)
        {
            new Span<float>(keys.Row(token), dimensions.Keys).Clear();
            new Span<float>(values.Row(token), dimensions.Keys).Clear();
        }

        int columns = maps.IsWanted ? rows.TokenCount : rows.KeyCount;
        for (int head = 0; head < _heads; head++)
        {
            int column = head * _width, shared = head / _share * _width;
            bool add = head % _share != 0;
            Matrix context = rows.Context.From(0, column);
            Matrix weights = rows.WeightsOf(head);
            Matrix scores = scratch.Scores;
            _products.TransposedTimes(weights, rows.KeyCount, rows.QueryCount, context, scratch, values.From(0, shared), add);
            _products.TimesTransposed(context, rows.QueryCount, rows.Values.From(0, shared), columns, scratch, scores);
            if (maps.IsWanted)
            {
                maps.Write(head, scores, columns);
            }

            kernels.SoftmaxBackward(weights.Data, weights.Stride, scores.Data, scores.Stride, rows.QueryCount, rows.KeyCount);
            Matrix query = queries.From(0, column), key = keys.From(0, shared);
            _products.Times(scores, 1, rows.QueryCount, rows.KeyCount, rows.Keys.From(0, shared), scratch, query);
            _products.TransposedTimes(scores, rows.KeyCount, rows.QueryCount, rows.Queries.From(0, column), scratch, key, add);
            _terms.Backward(layer, head, rows, scratch, query, key);
        }
    }
}
