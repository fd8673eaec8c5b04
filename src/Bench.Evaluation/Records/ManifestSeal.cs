using System.Security.Cryptography;
using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The last property of <c>run.json</c>: the SHA-256 of all text before it, so that no byte of the file changes unseen. Files of versions
/// that had no seal end with the machine; they are read as they are.
/// </summary>
internal static class ManifestSeal
{
    private const string Start = ",\n  \"seal\": \"";
    private const string End = "\"\n}\n";
    private const string UnsealedEnd = "  }\n}\n";

    /// <summary>Adds the seal.</summary>
    /// <param name="json">An indented JSON object.</param>
    /// <returns>The object with one more property and a line end.</returns>
    public static string Add(string json)
    {
        string sealedPart = json[..json.LastIndexOf("\n}", StringComparison.Ordinal)];
        return sealedPart + Start + Hash(sealedPart) + End;
    }

    /// <summary>Refuses a text that is not what was sealed.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <exception cref="BenchException">The text was changed.</exception>
    public static void Require(string json, string path)
    {
        int place = json.LastIndexOf(Start, StringComparison.Ordinal);
        bool isIntact = place < 0
            ? json.EndsWith(UnsealedEnd, StringComparison.Ordinal)
            : json[place..] == Start + Hash(json[..place]) + End;
        if (!isIntact)
        {
            throw new BenchException(
                "The run's description is not what was written (its seal differs)",
                path,
                "Run the same command again, which writes it anew from the run's store, or restore the file from a copy");
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
