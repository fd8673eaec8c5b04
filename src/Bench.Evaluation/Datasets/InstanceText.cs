using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What all readers ask of an instance.</summary>
internal static class InstanceText
{
    /// <summary>A text that says something.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What the file calls it.</param>
    /// <param name="where">Where it was read, for messages.</param>
    /// <exception cref="BenchException">The text is empty or white space.</exception>
    public static string NotEmpty(string text, string name, string where) => !string.IsNullOrWhiteSpace(text)
        ? text
        : throw new BenchException(
            $"The {name} is {(text.Length == 0 ? "empty" : "only white space")}", where, "Give it a text, or remove the instance");

    /// <summary>The id of an instance that has none of its own.</summary>
    /// <param name="rank">Its rank in the file, from 1.</param>
    public static string Rank(int rank) => rank.ToString(CultureInfo.InvariantCulture);

    /// <summary>The beginning of a text, for messages.</summary>
    /// <param name="text">The text.</param>
    public static string Shortened(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
