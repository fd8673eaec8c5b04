namespace Bench.Inference;

/// <summary>The layers of ViT, DeiT and Swin, which transformers names alike.</summary>
internal static class PatchLayer
{
    /// <summary>Reads a layer.</summary>
    /// <param name="weights">The tensors.</param>
    /// <param name="layer">Where the layer's names begin.</param>
    /// <param name="attention">Where those of queries, keys and values go on.</param>
    /// <param name="hidden">Width of the states.</param>
    /// <param name="intermediate">Width of the feed-forward part.</param>
    /// <param name="isBiased">Whether queries, keys and values have biases.</param>
    public static LayerWeights Read(
        WeightReader weights, string layer, string attention, int hidden, int intermediate, bool isBiased) => new(
        weights.Linear($"{layer}.{attention}.query", hidden, hidden, isBiased),
        weights.Linear($"{layer}.{attention}.key", hidden, hidden, isBiased),
        weights.Linear($"{layer}.{attention}.value", hidden, hidden, isBiased),
        weights.Linear($"{layer}.attention.output.dense", hidden, hidden),
        weights.Norm($"{layer}.layernorm_before", hidden),
        weights.Linear($"{layer}.intermediate.dense", hidden, intermediate),
        weights.Linear($"{layer}.output.dense", intermediate, hidden),
        weights.Norm($"{layer}.layernorm_after", hidden));
}
