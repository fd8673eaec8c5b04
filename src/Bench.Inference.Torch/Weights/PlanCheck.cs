using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Refuses plans with parts that this core does not compute yet.</summary>
internal static class PlanCheck
{
    /// <summary>Names the parts of a plan that are missing here.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="weights">Its weights.</param>
    /// <exception cref="BenchException">There are some.</exception>
    public static void Require(string name, EncoderConfig config, EncoderWeights weights)
    {
        AttentionPlan attention = config.Attention;
        (bool Has, string Part)[] parts =
        [
            (weights.Positions is null, "embeddings without positions"),
            (weights.EmbeddingNorm is null, "embeddings without normalisation"),
            (config.CountsPadding, "positions that count padding"),
            (config.NormFirst, "normalisation first"),
            (config.RootMeanSquare, "normalisation by the mean square"),
            (attention.Causal, "causal attention"),
            (!attention.Reach.IsEmpty, "local attention"),
            (!attention.Rotary.IsEmpty, "rotary positions"),
            (attention.Relative is not null, "scores by distance"),
            (config.KeyHeads != config.Heads, "shared heads of keys"),
            (config.QueryWidth != config.HiddenSize || attention.ScoreTerms != 1, "heads of another width"),
            (weights.Layers.Any(layer => layer.Gate is not null), "gated feed-forward parts"),
            (weights.Layers.Any(layer => layer.Convolution is not null), "convolution"),
            (weights.Decoder is not null, "a decoder"),
            (config.Head == HeadKind.Sequence && config.Pooling != Pooling.First, $"a head that reads the state '{config.Pooling}'"),
            (weights.Head.Norm is not null, "normalisation in the head"),
        ];
        string[] missing = [.. parts.Where(part => part.Has).Select(part => part.Part)];
        if (missing.Length > 0)
        {
            throw new BenchException(
                $"The torch core does not compute {config.Architecture}: it lacks {string.Join(", ", missing)}",
                name,
                "Use the default core: leave out --core torch");
        }
    }
}
