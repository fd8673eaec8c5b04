using System.Runtime.CompilerServices;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The texts that serve as references, as token ids of whatever model is explained.</summary>
/// <param name="references">The references, at least one.</param>
internal sealed class References(IReadOnlyList<Reference> references)
{
    // A file may hold thousands of texts, and a run explains with one tokenizer: each text is tokenized once.
    private readonly ConditionalWeakTable<ITokenizer, int[][]> _known = [];

    /// <summary>The ids of every reference, without special tokens.</summary>
    /// <param name="model">The model explained.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <exception cref="BenchException">A reference is of another model.</exception>
    public int[][] Ids(ModelInfo model, ITokenizer tokenizer) =>
        _known.GetValue(tokenizer, _ => [.. references.Select(reference => Ids(reference, model, tokenizer))]);

    private static int[] Ids(Reference reference, ModelInfo model, ITokenizer tokenizer)
    {
        int[] ids = reference.Tokens is { } tokens
            ? [.. tokens.Select(token => OfThisModel(token.Id, token.Piece, reference, model, tokenizer))]
            : OfText(reference, tokenizer);

        // References of another language would all be the same row of unknown tokens.
        return ids.Any(id => id != tokenizer.Special.Unknown)
            ? ids
            : throw new BenchException(
                $"The reference{(reference.Tokens is null ? $" text '{reference.Text}'" : "")} has no token that the vocabulary of "
                    + $"{model.Name} knows",
                reference.Where,
                "Allowed: texts in a language and script of the model explained");
    }

    private static int[] OfText(Reference reference, ITokenizer tokenizer)
    {
        try
        {
            TokenizedText text = tokenizer.Tokenize(reference.Text);
            return [.. text.FeaturePositions.Select(position => text.Tokens[position].Id)];
        }
        catch (BenchException exception)
        {
            throw exception.At(reference.Where);
        }
    }

    private static int OfThisModel(int id, string piece, Reference reference, ModelInfo model, ITokenizer tokenizer)
    {
        string? own = id < model.VocabularySize ? tokenizer.Piece(id) : null;
        return own == piece
            ? id
            : throw new BenchException(
                $"The references were tokenized for another model: {id} is the token '{piece}' there, but "
                + (own is null ? $"{model.Name} has {model.VocabularySize} tokens only" : $"'{own}' in the vocabulary of {model.Name}"),
                reference.Where,
                "Tokenize the texts with the model explained, or give the texts themselves");
    }
}
