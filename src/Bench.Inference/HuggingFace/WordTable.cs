using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads rows of the word-embedding matrix; of pictures, their pixels.</summary>
public static class WordTable
{
    /// <summary>What gradients of a row are taken by.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="words">Word embeddings [V, E].</param>
    /// <param name="row">The row.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <returns>[n, E].</returns>
    /// <exception cref="BenchException">An id lies outside the matrix, or the row is no picture where one is needed.</exception>
    public static Tensor LookUp(EncoderConfig config, Tensor words, InputRow row, string model)
    {
        if (config.Picture is not { } shape)
        {
            return LookUp(words, row.TokenIds.Span, model);
        }

        RowCheck.Require(config, new InputRow { TokenIds = row.TokenIds, Pixels = row.Pixels }, model);
        return new Tensor(row.Pixels.ToArray(), new Shape(row.Length, shape.PatchLength));
    }

    /// <summary>Copies rows.</summary>
    /// <param name="words">Word embeddings [V, E].</param>
    /// <param name="tokenIds">n ids.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <returns>The rows [n, E].</returns>
    /// <exception cref="BenchException">An id lies outside the matrix.</exception>
    public static Tensor LookUp(Tensor words, ReadOnlySpan<int> tokenIds, string model)
    {
        int width = words.Shape[1];
        float[] result = new float[tokenIds.Length * width];
        for (int i = 0; i < tokenIds.Length; i++)
        {
            if ((uint)tokenIds[i] >= (uint)words.Shape[0])
            {
                throw new BenchException(
                    $"The token id {tokenIds[i]} at position {i} lies outside the word embedding, which has {words.Shape[0]} rows",
                    model,
                    "Use the tokenizer files that belong to this model");
            }

            words.Span.Slice(tokenIds[i] * width, width).CopyTo(result.AsSpan(i * width));
        }

        return new Tensor(result, new Shape(tokenIds.Length, width));
    }
}
