using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Puts the likeliest token in every masked place: a language model is asked once for a row, and each place is filled as if the others
/// stayed masked. Kim et al. 2020 average over all candidates and Harbecke and Alt 2020 over drawn ones; here there is one, without chance.
/// It may be the token that was removed, where nothing else fits as well: then its removal changes nothing.
/// </summary>
/// <param name="likeliest">Gives the likeliest tokens of a row, [n].</param>
/// <param name="mask">Id of the mask token.</param>
public sealed class LikeliestInfill(IModel likeliest, int mask) : IInfill
{
    public IReadOnlyList<InputRow> Fill(TokenizedText input, IReadOnlyList<InputRow> masked, CancellationToken cancellationToken = default)
    {
        int[] text = input.Row.TokenIds.ToArray();
        bool[][] places = [.. masked.Select(row => row.TokenIds.ToArray().Zip(text, (id, own) => id == mask && own != mask).ToArray())];
        InputRow[] asked = [.. masked.Where((_, i) => places[i].Contains(true))];
        if (asked.Length == 0)
        {
            return masked;
        }

        var answers = new Queue<Tensor>(likeliest.Predict(asked, cancellationToken));
        return [.. masked.Select((row, i) => places[i].Contains(true) ? Filled(row, places[i], answers.Dequeue()) : row)];
    }

    private static InputRow Filled(InputRow row, bool[] places, Tensor tokens) => new()
    {
        TokenIds = row.TokenIds.ToArray().Select((id, i) => places[i] ? (int)tokens.Span[i] : id).ToArray(),
        TypeIds = row.TypeIds,
    };
}
