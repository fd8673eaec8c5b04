using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>A block of a page that is fenced as <c>```sh runnable</c> or <c>```csharp runnable</c>.</summary>
/// <param name="Page">The page, relative to the root.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Language"><c>sh</c> or <c>csharp</c>.</param>
/// <param name="Text">What it says.</param>
internal sealed record RunnableBlock(string Page, int Line, string Language, string Text)
{
    private const string Fence = "```";
    private const string Mark = " runnable";

    /// <summary>The README and the pages of <c>docs</c>, relative to the root.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Prepend(Path.Combine(Repository.Root, "README.md"))
            .Select(page => Path.GetRelativePath(Repository.Root, page)).Order(StringComparer.Ordinal)];

    /// <summary>The blocks of a page, in order.</summary>
    public static IReadOnlyList<RunnableBlock> Of(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, page));
        return [.. lines.Index()
            .Where(line => line.Item.StartsWith(Fence, StringComparison.Ordinal) && line.Item.EndsWith(Mark, StringComparison.Ordinal))
            .Select(line => new RunnableBlock(
                page,
                line.Index + 1,
                line.Item[Fence.Length..^Mark.Length],
                string.Join('\n', lines.Skip(line.Index + 1).TakeWhile(inside => !inside.StartsWith(Fence, StringComparison.Ordinal)))
                    + "\n"))];
    }
}
