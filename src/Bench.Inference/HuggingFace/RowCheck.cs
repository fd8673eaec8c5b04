using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Refuses rows that do not fit a model, before anything is computed.</summary>
public static class RowCheck
{
    /// <summary>Checks lengths, ids, types, mask and replaced embeddings of one row.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="row">The row.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <exception cref="BenchException">The row is too long, or an id or token type lies outside its matrix.</exception>
    /// <exception cref="ArgumentException">The row is empty, its parts differ in length, or nothing may be attended to.</exception>
    public static void Require(EncoderConfig config, InputRow row, string model)
    {
        int n = row.Length;
        if (n == 0 || !Fits(row.TypeIds.Length, n) || !Fits(row.AttentionMask.Length, n) || !EmbeddingsFit(config, row))
        {
            throw new ArgumentException(
                $"A row has n ≥ 1 tokens; types and mask are empty or have length n, embeddings n × {config.EmbeddingSize}; n is {n} "
                    + "here.");
        }

        if (n > config.MaxLength)
        {
            throw new BenchException(
                $"A row of {n} tokens is longer than the {config.MaxLength} tokens the model takes", model, "Shorten or truncate the text");
        }

        if (config.Picture is not null)
        {
            PictureRowCheck.Require(config, row, model);
            return;
        }

        if (!row.Pixels.IsEmpty)
        {
            throw new BenchException("The row is a picture, but the model takes texts", model, "Use a ...ForImageClassification model");
        }

        RequireBelow(row.TokenIds.Span, config.VocabularySize, "token id", "word embedding", model);
        if (config.TypeVocabularySize > 0)
        {
            RequireBelow(row.TypeIds.Span, config.TypeVocabularySize, "token type", "token-type embedding", model);
        }

        if (config.Pooling == Pooling.LastSeparator)
        {
            RequireSeparator(config, row, model);
        }

        RequireVisible(row);
    }

    private static void RequireVisible(InputRow row)
    {
        if (!row.AttentionMask.IsEmpty && !row.AttentionMask.Span.Contains(true))
        {
            throw new ArgumentException("The attention mask hides every position; at least one must be visible.");
        }
    }

    private static void RequireSeparator(EncoderConfig config, InputRow row, string model)
    {
        int last = row.TokenIds.Span.LastIndexOf(config.SeparatorId);
        if (last < 0 || (!row.AttentionMask.IsEmpty && !row.AttentionMask.Span[last]))
        {
            throw new BenchException(
                $"The head reads the last separator (id {config.SeparatorId}), but the row {(last < 0 ? "has none" : "hides it")}",
                model,
                "Use the model's own tokenizer, and keep special tokens");
        }
    }

    private static bool Fits(int length, int n) => length == 0 || length == n;

    private static bool EmbeddingsFit(EncoderConfig config, InputRow row)
    {
        long count = (long)row.Length * config.EmbeddingSize;
        return row.Embeddings is not { } replaced
            || (replaced.Origin.Length == count && (replaced.Direction.IsEmpty || replaced.Direction.Length == count));
    }

    private static void RequireBelow(ReadOnlySpan<int> ids, int limit, string what, string matrix, string model)
    {
        int i = ids.IndexOfAnyExceptInRange(0, limit - 1);
        if (i >= 0)
        {
            throw new BenchException(
                $"The {what} {ids[i]} at position {i} lies outside the {matrix}, which has {limit} rows",
                model,
                "Use the tokenizer files that belong to this model");
        }
    }
}
