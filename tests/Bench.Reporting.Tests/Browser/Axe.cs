using Bench.TestKit;

namespace Bench.Reporting.Tests;

/// <summary>axe-core, which <c>tests/axe.sh</c> fetches: the rules of accessibility that a program can check.</summary>
public static class Axe
{
    /// <summary>The script, or <see langword="null"/> where it was not fetched.</summary>
    public static string? Find()
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "axe");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "axe-*.min.js").FirstOrDefault() : null;
    }

    /// <summary>What the page violates: rule, what is wrong, and where. Empty where it violates nothing.</summary>
    public static string[] Violations(BrowserPage page)
    {
        page.Evaluate<object>($"{File.ReadAllText(Find()!)}; null");
        return page.Evaluate<string[]>("""
            axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.id}: ${rule.help}: ${node.html.slice(0, 160)}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`)))
            """);
    }
}

/// <summary>A test that needs a browser and axe-core. Without them it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AxeTheoryAttribute : TheoryAttribute
{
    public AxeTheoryAttribute() => Skip = new BrowserFactAttribute().Skip
        ?? (Axe.Find() is null ? "No axe-core: tests/axe.sh fetches it." : null);
}
