using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Draws references for one input.</summary>
/// <param name="request">What is explained.</param>
/// <param name="kind">Where references come from.</param>
/// <param name="texts">Token ids of the texts to draw from; empty where references come from elsewhere.</param>
internal sealed class ReferenceSet(ExplanationRequest request, ReferenceKind kind, int[][] texts)
{
    /// <summary>One reference, [n, E].</summary>
    /// <param name="random">Source of randomness.</param>
    public float[] Draw(DeterministicRandom random)
    {
        if (request.Input.Picture is { } picture)
        {
            return OfPicture(picture, random);
        }

        return kind switch
        {
            ReferenceKind.Pad => Baseline.Of(request, BaselineKind.Pad, "").Embeddings,
            ReferenceKind.Mask => Baseline.Of(request, BaselineKind.Mask, "").Embeddings,
            ReferenceKind.RandomTokens => RandomTokens(random),
            _ => Baseline.OfIds(request, texts[random.NextInt(texts.Length)]).Embeddings,
        };
    }

    // Random tokens of a picture are random colours.
    private float[] OfPicture(PictureInput picture, DeterministicRandom random)
    {
        if (kind != ReferenceKind.RandomTokens)
        {
            return PictureBaseline.Of(picture, kind switch
            {
                ReferenceKind.Mask => BaselineKind.Mask,
                ReferenceKind.Pad => BaselineKind.Pad,
                _ => BaselineKind.Text,
            });
        }

        int pixels = picture.Shape.PixelCount;
        float[] planes = new float[PictureShape.Channels * pixels];
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = ((float)random.NextDouble() - picture.Mean[i / pixels]) / picture.Deviation[i / pixels];
        }

        return picture.Shape.ToPatches(planes);
    }

    private float[] RandomTokens(DeterministicRandom random)
    {
        ImmutableArray<int> special = request.Tokenizer.Special.Present;
        int[] ids = request.Input.Row.TokenIds.ToArray();
        foreach (int position in request.Input.FeaturePositions)
        {
            do
            {
                ids[position] = random.NextInt(request.Model.Info.VocabularySize);
            }
            while (special.Contains(ids[position]));
        }

        return request.Model.Embed(ids).Span.ToArray();
    }
}
