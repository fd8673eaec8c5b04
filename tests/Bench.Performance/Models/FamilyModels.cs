using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>Random models of other families, made of the plan of <see cref="RandomModel"/>.</summary>
internal static class FamilyModels
{
    private static readonly ModelShape _modernBertBase = new("ModernBERT-base shape", 22, 768, 12) { Intermediate = 1152 };
    private static readonly ModelShape _debertaBase = ModelShape.BertBase with { Name = "DeBERTa-v3-base shape" };

    /// <summary>ModernBERT-base: normalisation first, rotary positions, two of three layers local, GeGLU.</summary>
    public static ManagedEncoder ModernBert(int threads)
    {
        ModelShape shape = _modernBertBase;
        var random = new DeterministicRandom(6);
        bool[] local = [.. Enumerable.Range(0, shape.Layers).Select(layer => layer % 3 != 0)];
        EncoderConfig config = RandomModel.Config(shape) with
        {
            TypeVocabularySize = 0,
            MaxPositions = 8192,
            NormFirst = true,
            Attention = new AttentionPlan
            {
                Reach = [.. local.Select(isLocal => isLocal ? 64 : (int?)null)],
                Rotary = [.. local.Select(isLocal => new Rotary(isLocal ? 10_000 : 160_000))],
            },
        };
        EncoderWeights weights = RandomModel.Weights(shape);
        ImmutableArray<LayerWeights> layers =
            [.. weights.Layers.Select(layer => layer with { Gate = RandomModel.Map(random, shape.Intermediate, shape.Hidden) })];
        weights = weights with
        {
            Positions = null,
            Types = null,
            Layers = layers.SetItem(0, layers[0] with { AttentionNorm = null }),
            FinalNorm = weights.EmbeddingNorm,
            Head = weights.Head with { DenseActivation = HiddenActivation.Gelu, Norm = weights.EmbeddingNorm },
        };
        return ManagedCore.Load(shape.Name, config, weights, new ManagedCoreOptions { Threads = threads });
    }

    /// <summary>DeBERTa-v3-base: 256 buckets of distances, whose keys and queries are the layers' own.</summary>
    public static ManagedEncoder Deberta(int threads)
    {
        ModelShape shape = _debertaBase;
        var relative = new DebertaPositions(256, 512);
        EncoderConfig config = RandomModel.Config(shape) with
        {
            TypeVocabularySize = 0,
            Attention = new AttentionPlan { ScoreTerms = 3, Relative = relative },
        };
        EncoderWeights weights = RandomModel.Weights(shape);
        Tensor distances = RandomModel.Map(new DeterministicRandom(7), relative.Rows, shape.Hidden).Weight;
        weights = weights with
        {
            Positions = null,
            Types = null,
            Layers = [.. weights.Layers.Select(layer => layer with
            {
                Disentangled = new DisentangledWeights(distances, weights.EmbeddingNorm, layer.Key, layer.Query),
            })],
        };
        return ManagedCore.Load(shape.Name, config, weights, new ManagedCoreOptions { Threads = threads });
    }
}
