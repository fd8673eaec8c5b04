using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>A random model of the shape of ViT-base (Dosovitskiy et al. 2021), made of the plan of <see cref="RandomModel"/>.</summary>
internal static class PictureModel
{
    private static readonly ModelShape _shape = ModelShape.BertBase with { Name = "ViT-base shape" };

    private static readonly PictureShape _picture = new(224, 224, 16) { SpecialTokens = ["[CLS]"] };

    /// <summary>Makes and packs the model.</summary>
    /// <param name="threads">Threads that work on one call.</param>
    public static ManagedEncoder Load(int threads)
    {
        var random = new DeterministicRandom(8);
        EncoderConfig config = RandomModel.Config(_shape) with
        {
            Architecture = "ViTForImageClassification",
            EmbeddingSize = _picture.PatchLength,
            VocabularySize = _picture.Places,
            MaxPositions = _picture.Places,
            PadTokenId = -1,
            TypeVocabularySize = 0,
            NormFirst = true,
            Picture = _picture,
        };
        EncoderWeights weights = RandomModel.Weights(_shape);
        weights = weights with
        {
            Words = new Tensor(default, new Shape(0, config.EmbeddingSize)),
            Positions = null,
            Types = null,
            EmbeddingNorm = null,
            Projection = RandomModel.Map(random, _shape.Hidden, config.EmbeddingSize),
            Places = RandomModel.Map(random, config.MaxPositions, _shape.Hidden).Weight,
            FinalNorm = weights.EmbeddingNorm,
            Head = weights.Head with { Dense = null },
        };
        return ManagedCore.Load(_shape.Name, config, weights, new ManagedCoreOptions { Threads = threads });
    }

    /// <summary>A picture of noise.</summary>
    public static TokenizedText Picture()
    {
        var random = new DeterministicRandom(9);
        float[] pixels =
            [.. Enumerable.Range(0, PictureShape.Channels * _picture.PixelCount).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        return TokenizedText.Of(new PictureInput { Shape = _picture, Pixels = pixels });
    }
}
