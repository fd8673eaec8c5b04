using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Checks a merge of byte-pair encoding against the vocabulary.</summary>
internal static class Merges
{
    /// <summary>The ids of a merge.</summary>
    /// <param name="pair">The two pieces.</param>
    /// <param name="prefix">What stands before continuing pieces; the second piece loses it when merged.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="where">Where the merge was read.</param>
    /// <exception cref="BenchException">These are not two pieces, or the vocabulary lacks one of them or their merge.</exception>
    public static (int Left, int Right, int Merged) Of(string[] pair, string prefix, Vocabulary vocabulary, string where)
    {
        if (pair.Length != 2)
        {
            throw new BenchException(
                $"Found {pair.Length} pieces, expected the two of a merge", where, "Copy the file again from where the model came from");
        }

        string second = pair[1].StartsWith(prefix, StringComparison.Ordinal) ? pair[1][prefix.Length..] : pair[1];
        return (IdOf(pair[0]), IdOf(pair[1]), IdOf(pair[0] + second));

        int IdOf(string piece) => vocabulary.TryFind(piece, out int id) ? id : throw new BenchException(
            $"The merge of '{pair[0]}' and '{pair[1]}' needs the piece '{piece}', which the vocabulary of {vocabulary.Size} pieces lacks",
            where,
            "Take vocabulary and merges from the same model");
    }
}
