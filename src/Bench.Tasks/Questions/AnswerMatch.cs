using System.Text.RegularExpressions;

namespace Bench.Tasks;

/// <summary>
/// Compares answers as SQuAD's evaluation does (Rajpurkar et al. 2016, section 6.1): case, punctuation, the articles a, an and the, and
/// white space do not count.
/// </summary>
public static partial class AnswerMatch
{
    /// <summary>Whether two answers are equal.</summary>
    /// <param name="answer">An answer.</param>
    /// <param name="gold">The right one.</param>
    public static bool IsExact(string answer, string gold) => Words(answer).SequenceEqual(Words(gold));

    /// <summary>F1 of the words of two answers; where one of them has none, whether both have none.</summary>
    /// <param name="answer">An answer.</param>
    /// <param name="gold">The right one.</param>
    /// <returns>0 to 1.</returns>
    public static double F1(string answer, string gold)
    {
        (string[] given, string[] right) = (Words(answer), Words(gold));
        if (given.Length == 0 || right.Length == 0)
        {
            return given.Length == right.Length ? 1 : 0;
        }

        ILookup<string, string> rightWords = right.ToLookup(word => word);
        int common = given.GroupBy(word => word).Sum(group => Math.Min(group.Count(), rightWords[group.Key].Count()));
        return 2.0 * common / (given.Length + right.Length);
    }

    // Python's string.punctuation, which the evaluation leaves out, is ASCII only.
    private static string[] Words(string answer)
    {
        string letters =
            string.Concat(answer.ToLowerInvariant()
                .Where(letter => !(char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter)))));
        return Article().Replace(letters, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"\b(a|an|the)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Article();
}
