using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>What gradients are taken by at the tokens that are no special ones.</summary>
internal static class FeatureEmbeddings
{
    /// <summary>Embeddings of words, or of a picture the values of its patches, in order; [features, E].</summary>
    /// <param name="context">The explanation.</param>
    public static float[] Of(MetricContext context)
    {
        TokenizedText input = context.Explanation.Input;
        if (input.Picture is null)
        {
            return context.Model.Embed([.. input.FeaturePositions.Select(position => input.Tokens[position].Id)]).Span.ToArray();
        }

        Tensor patches = context.Model.Embed(input.Row);
        return [.. input.FeaturePositions.SelectMany(position => patches[position].Span.ToArray())];
    }
}
