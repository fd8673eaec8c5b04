using System.CommandLine;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>Options that name components: separated by commas, the option once or several times, in the singular or the plural.</summary>
internal static class ListOption
{
    /// <summary>Makes one.</summary>
    /// <param name="description">What it is for.</param>
    /// <param name="ids">What there is to choose from, for completion.</param>
    /// <param name="name">Its name.</param>
    /// <param name="alias">Its other name.</param>
    public static Option<string[]> Create(string description, Func<IEnumerable<string>> ids, string name, params string[] alias)
    {
        var option = new Option<string[]>(name, alias) { Description = description, HelpName = "a,b" };
        option.CompletionSources.Add(context =>
        {
            string before = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
            return ids().Select(id => new System.CommandLine.Completions.CompletionItem(before + id));
        });
        return option;
    }

    /// <summary>The components named; empty where the option was not given.</summary>
    /// <param name="given">What stood behind each of the options.</param>
    /// <exception cref="BenchException">A part is not of the form <c>ID:key=value,…</c>.</exception>
    public static IReadOnlyList<ComponentSpec> Specs(string[]? given) => [.. (given ?? []).SelectMany(ComponentSpec.ParseList)];
}
