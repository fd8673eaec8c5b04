using Bench.Abstractions;
using Bench.Mutants;
using Bench.TestKit;
using Microsoft.CodeAnalysis.CSharp;

namespace Bench.Cli.Tests;

/// <summary>The lists of <c>./run-bench.sh mutate</c>, which are run rarely and would rot in between.</summary>
public sealed class MutantListTests
{
    private static readonly IReadOnlyList<Mutant> _all = MutantList.Read(Path.Combine(Repository.Root, "tests", "Bench.Mutants", "Lists"));
    private static readonly CSharpParseOptions _newest = new(LanguageVersion.Preview);

    [Fact]
    public void Every_entry_stands_in_the_code_once_and_changes_it() => _all.Where(mutant =>
    {
        string source = File.ReadAllText(SourceFile.Of(Repository.Root, mutant));
        return mutant.From == mutant.To || Edit.Find(source, mutant) < 0;
    }).ShouldBeEmpty();

    [Fact]
    public void Words_pick_mutants_and_one_that_picks_none_is_refused()
    {
        MutantList.Named(_all, []).ShouldBe(_all);
        MutantList.Named(_all, ["holm", "Bench.Hub"]).Count.ShouldBeInRange(2, _all.Count - 1);
        Should.Throw<BenchException>(() => MutantList.Named(_all, ["holm", "no such"])).Message.ShouldContain("'no such'");
    }

    [Fact]
    public void Every_entry_is_a_whole_expression_or_whole_statements() => _all.Where(mutant => !mutant.IsText).SelectMany(mutant =>
    {
        string source = File.ReadAllText(SourceFile.Of(Repository.Root, mutant));
        return CSharpSyntaxTree.ParseText(Edit.Apply(source, [mutant]), _newest).GetDiagnostics().Take(1).Select(found => $"{mutant}: {found}");
    }).ShouldBeEmpty();

    [Fact]
    public void No_mistake_counts_twice() => _all.GroupBy(mutant => (mutant.Project, mutant.File, mutant.From, mutant.To))
        .Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [Fact]
    public void Every_project_has_mutants()
    {
        string[] projects = [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder))];

        projects.Except(_all.Select(mutant => mutant.Project)).ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_that_does_not_apply_is_named()
    {
        var lost = new Mutant { Project = "Bench.Cli", File = "ExitCodes.cs", From = "no such text", Why = "gone" };
        Should.Throw<BenchException>(() => Edit.Find("text", lost)).Message.ShouldContain("Bench.Cli/ExitCodes.cs: gone");
        Should.Throw<BenchException>(() => Edit.Find("no such text, no such text", lost)).Message.ShouldContain("exactly once");
        Should.Throw<BenchException>(() => SourceFile.Of(Repository.Root, lost with { File = "NoFile.cs" })).Message
            .ShouldContain("0 such files");
    }
}
