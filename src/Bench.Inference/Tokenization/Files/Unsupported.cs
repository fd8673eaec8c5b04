using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Refuses what the tokenizer cannot do, by name.</summary>
internal static class Unsupported
{
    /// <summary>An error that names what was found and what is supported.</summary>
    /// <param name="kind">What kind of part it is.</param>
    /// <param name="found">The name found.</param>
    /// <param name="where">Where.</param>
    /// <param name="supported">The names that would do.</param>
    public static BenchException Part(string kind, string found, string where, string supported) => new(
        $"The {kind} '{found}' is not supported; supported: {supported}", where,
        "Use a model with a tokenizer like BERT's, RoBERTa's or ALBERT's");
}
