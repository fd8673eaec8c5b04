using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Draws references for one input.</summary>
/// <param name="request">What is explained.</param>
/// <param name="model">Its model.</param>
/// <param name="kind">Where references come from.</param>
/// <param name="texts">Texts for <see cref="ReferenceKind.Texts"/>.</param>
internal sealed class ReferenceSet(ExplanationRequest request, IGradientModel model, ReferenceKind kind, ImmutableArray<string> texts)
{
    private readonly float[][] _fixed = kind switch
    {
        ReferenceKind.Texts => [.. texts.Select(text => Baseline.Of(request, model, BaselineKind.Text, Known(request, text)).Embeddings)],
        ReferenceKind.Pad => [Baseline.Of(request, model, BaselineKind.Pad, "").Embeddings],
        _ => [],
    };

    /// <summary>One reference, [n, E].</summary>
    /// <param name="random">Source of randomness.</param>
    public float[] Draw(DeterministicRandom random)
    {
        if (_fixed.Length > 0)
        {
            return _fixed[random.NextInt(_fixed.Length)];
        }

        SpecialTokens special = request.Tokenizer.Special;
        int[] ids = request.Input.Row.TokenIds.ToArray();
        foreach (int position in request.Input.FeaturePositions)
        {
            do
            {
                ids[position] = random.NextInt(model.Info.VocabularySize);
            }
            while (ids[position] == special.Classification || ids[position] == special.Separator || ids[position] == special.Padding
                || ids[position] == special.Mask || ids[position] == special.Unknown);
        }

        return model.WordEmbeddings(ids).Span.ToArray();
    }

    // References of another model or language would all be the same row of unknown tokens.
    private static string Known(ExplanationRequest request, string text)
    {
        TokenizedText reference = request.Tokenizer.Tokenize(text);
        return reference.FeaturePositions.Any(position => reference.Tokens[position].Id != request.Tokenizer.Special.Unknown)
            ? text
            : throw new BenchException(
                $"The reference text '{text}' has no token that the vocabulary of {request.Model.Info.Name} knows",
                "texts",
                "Allowed: texts in a language and script of the model explained");
    }
}
