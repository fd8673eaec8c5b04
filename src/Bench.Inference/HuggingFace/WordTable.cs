using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads rows of the word-embedding matrix.</summary>
public static class WordTable
{
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
