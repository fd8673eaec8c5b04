namespace Bench.Reporting;

/// <summary>
/// Scores as two characters each: a whole number from −2047 to 2047 in base 64, in units of the row's largest magnitude over 2047. A text's
/// colours need no more, and a large run's page stays small.
/// </summary>
internal static class ScoreCode
{
    /// <summary>Largest code; the resolution is a 2047th of a row's largest magnitude.</summary>
    public const int Largest = 2047;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Encodes a row.</summary>
    /// <param name="scores">Finite scores.</param>
    /// <returns>The codes and the largest magnitude.</returns>
    public static (string Codes, double Scale) Encode(IReadOnlyList<double> scores)
    {
        double scale = scores.Count == 0 ? 0 : scores.Max(Math.Abs);
        string codes = string.Create(2 * scores.Count, (scores, scale), static (text, state) =>
        {
            for (int i = 0; i < state.scores.Count; i++)
            {
                int code = state.scale == 0 ? 0 : (int)Math.Round(state.scores[i] / state.scale * Largest, MidpointRounding.AwayFromZero);
                text[2 * i] = Alphabet[(code + 2048) >> 6];
                text[(2 * i) + 1] = Alphabet[(code + 2048) & 63];
            }
        });
        return (codes, scale);
    }
}
