namespace Bench.Abstractions;

/// <summary>How a token is taken away from a model.</summary>
public enum Removal
{
    /// <summary>The mask token takes its place; of a picture, the mean colour.</summary>
    Mask,

    /// <summary>
    /// It is cut out and later tokens move up; of a text that loses all tokens, one of padding is left; a token whose own output is
    /// explained (<see cref="TokenizedText.Anchors"/>) is replaced by the mask token, or by padding where there is none.
    /// </summary>
    Delete,

    /// <summary>The padding token takes its place; other tokens may still attend to it.</summary>
    Pad,

    /// <summary>It stays in its place, but no token may attend to it.</summary>
    AttentionMask,

    /// <summary>
    /// The token that a masked language model finds likeliest takes its place, see <see cref="IInfill"/>; metrics of runs offer it.
    /// </summary>
    Infill,

    /// <summary>Of a picture: the same place blurred, see <see cref="PictureInput.BlurDeviation"/>.</summary>
    Blur,

    /// <summary>Of a picture: random colours.</summary>
    Noise,

    /// <summary>Of a picture: the same place in another picture, see <see cref="PictureInput.Reference"/>.</summary>
    Reference,
}

/// <summary>
/// Makes perturbed rows from token ids. Explainers and metrics share it, so that the same perturbation is the same row and is
/// computed once. Nothing is ever decoded to text and tokenized again.
/// </summary>
public static class Perturbation
{
    /// <summary>The row in which the tokens at some positions are taken away.</summary>
    /// <param name="input">The tokenized text.</param>
    /// <param name="kept">For every token whether it stays; length n. Fixed tokens always stay.</param>
    /// <param name="removal">How tokens are taken away.</param>
    /// <param name="special">The tokenizer's special tokens.</param>
    /// <exception cref="BenchException">The tokenizer lacks the token needed, or tokens are to be filled in.</exception>
    public static InputRow Keep(TokenizedText input, ReadOnlySpan<bool> kept, Removal removal, SpecialTokens special)
    {
        InputRow row = input.Row;
        if (kept.Length != row.Length)
        {
            throw new ArgumentException($"{kept.Length} flags for {row.Length} tokens.", nameof(kept));
        }

        bool[] stays = kept.ToArray();
        for (int i = 0; i < stays.Length; i++)
        {
            stays[i] |= input.IsFixed(i);
        }

        if (!stays.Contains(false))
        {
            return row;
        }

        if (input.Picture is { } picture)
        {
            return PictureRemoval.Keep(input, PictureRemoval.OfTokens(picture.Shape, stays), removal);
        }

        // Without special tokens, as in most language models, nothing would be left to compute with.
        if (!stays.Contains(true) && input.Anchors.IsEmpty && removal is (Removal.Delete or Removal.AttentionMask))
        {
            return new InputRow { TokenIds = new[] { special.StandIn() } };
        }

        return removal switch
        {
            Removal.Mask => Replace(row, stays, special.RequireMask()),
            Removal.Pad => Replace(row, stays, special.RequirePadding()),
            Removal.AttentionMask => new InputRow { TokenIds = row.TokenIds, TypeIds = row.TypeIds, AttentionMask = stays },
            Removal.Delete => Delete(input, stays, special),
            Removal.Blur or Removal.Noise or Removal.Reference => throw new BenchException(
                "Only pixels can be taken away so, and this is a text",
                $"removal={removal.ToString().ToLowerInvariant()}",
                "Remove tokens in another way: mask, delete, attention-mask or pad"),
            _ => throw new BenchException(
                "Explainers cannot fill removed tokens in: only metrics ask a masked language model",
                "removal=infill",
                "Remove tokens in another way: mask, delete, attention-mask or pad"),
        };
    }

    /// <summary>The row in which some units are taken away, each whole; of a picture pixel by pixel.</summary>
    /// <param name="input">The text or picture.</param>
    /// <param name="kept">For every unit whether it stays.</param>
    /// <param name="removal">How units are taken away.</param>
    /// <param name="special">The tokenizer's special tokens.</param>
    /// <exception cref="BenchException">As <see cref="Keep"/>, or the removal is not one for units such as these.</exception>
    public static InputRow KeepUnits(TokenizedText input, ReadOnlySpan<bool> kept, Removal removal, SpecialTokens special) =>
        input.Picture is null
            ? Keep(input, input.TokensKept(kept), removal, special)
            : PictureRemoval.Keep(input, PictureRemoval.OfUnits(input, kept), removal);

    private static InputRow Delete(TokenizedText input, bool[] stays, SpecialTokens special)
    {
        InputRow row = input.Row;
        int[] hollow = [.. input.Anchors.Where(anchor => !stays[anchor])];
        if (hollow.Length > 0)
        {
            int[] ids = row.TokenIds.ToArray();
            foreach (int anchor in hollow)
            {
                ids[anchor] = special.Mask ?? special.RequirePadding();
                stays[anchor] = true;
            }

            row = new InputRow { TokenIds = ids, TypeIds = row.TypeIds };
        }

        return new InputRow
        {
            TokenIds = Select(row.TokenIds, stays),
            TypeIds = Select(row.TypeIds, stays),
            Origins = Select(Enumerable.Range(0, stays.Length).ToArray(), stays),
        };
    }

    private static InputRow Replace(InputRow row, bool[] stays, int id)
    {
        int[] ids = row.TokenIds.ToArray();
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = stays[i] ? ids[i] : id;
        }

        return new InputRow { TokenIds = ids, TypeIds = row.TypeIds };
    }

    private static ReadOnlyMemory<int> Select(ReadOnlyMemory<int> values, bool[] stays)
    {
        ReadOnlySpan<int> span = values.Span;
        var result = new List<int>(span.Length);
        for (int i = 0; i < span.Length; i++)
        {
            if (stays[i])
            {
                result.Add(span[i]);
            }
        }

        return result.ToArray();
    }
}
