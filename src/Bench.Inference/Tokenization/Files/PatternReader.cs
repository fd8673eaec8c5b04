using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads a pattern of <c>tokenizer.json</c>: a text, or a regular expression.</summary>
internal static class PatternReader
{
    /// <summary>The pattern.</summary>
    /// <param name="section">An object with <c>String</c> or <c>Regex</c>.</param>
    /// <exception cref="BenchException">The pattern is empty, or no regular expression that can be used.</exception>
    public static ITextPattern Read(JsonPlace section)
    {
        JsonPlace pattern = section["Regex"].IsNull ? section["String"] : section["Regex"];
        string text = pattern.Text();
        return text.Length == 0
            ? throw new BenchException(
                "The pattern is empty, expected something that it can match", pattern.Where, "Take the part out of the file")
            : section["Regex"].IsNull ? new LiteralPattern(text) : new RegexPattern(text, pattern.Where);
    }
}
