namespace Bench.Abstractions;

/// <summary>One option of an explainer or metric.</summary>
/// <param name="Key">Kebab-case key.</param>
/// <param name="Default">Default value as a user would write it.</param>
/// <param name="Allowed">The values allowed, for people: <c>1 to 10000</c>, <c>mask | delete</c>, <c>text</c>.</param>
/// <param name="Summary">What it does.</param>
public sealed record OptionDescriptor(string Key, string Default, string Allowed, string Summary)
{
    private const string Or = " | ";

    /// <summary>The words allowed, where only some are.</summary>
    internal IReadOnlyList<string> Choices => Allowed.Contains(Or, StringComparison.Ordinal) ? Allowed.Split(Or) : [];
}
