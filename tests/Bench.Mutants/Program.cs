using System.Diagnostics;
using System.Globalization;
using Bench.Abstractions;
using Bench.Mutants;
using Bench.TestKit;

// Usage: Bench.Mutants [TEXT]…: mutants whose project, file or description contains one of the TEXTs; all without any.
const double RequiredShare = 0.9;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    string copy = Path.Combine(Repository.Root, "artifacts", "mutants");
    IReadOnlyList<Mutant> mutants = MutantList.Named(MutantList.Read(Path.Combine(AppContext.BaseDirectory, "Lists")), args);
    var tests = new TestRun(copy);
    var noticed = new Dictionary<Mutant, bool>();
    foreach (IReadOnlyList<Mutant> round in Rounds.Of(Repository.Root, mutants.Where(mutant => mutant.Equivalent.Length == 0)))
    {
        Console.WriteLine($"Building with {round.Count} mutants …");
        new MutatedTree(Repository.Root, copy).Build(round);
        foreach (IGrouping<(string Project, string Test), Mutant> group in round.GroupBy(mutant => (mutant.TestProject, mutant.Test)))
        {
            long start = Stopwatch.GetTimestamp();
            if (tests.Run(group.Key.Project, 0, group.Key.Test, TimeSpan.FromMinutes(40)) != TestOutcome.Passed)
            {
                throw new BenchException(
                    $"The tests fail without any mutant ('{group.Key.Test}')", group.Key.Project, "Make `./run-bench.sh check` pass first");
            }

            TimeSpan limit = (Stopwatch.GetElapsedTime(start) * 10) + TimeSpan.FromMinutes(2);
            foreach (Mutant mutant in group)
            {
                TestOutcome outcome = tests.Run(group.Key.Project, mutant.Number, group.Key.Test, limit);
                noticed[mutant] = outcome != TestOutcome.Passed;
                Console.WriteLine($"{Words(outcome)} {mutant}");
            }
        }
    }

    return MutantReport.Print(mutants, noticed) >= RequiredShare ? 0 : 1;
}
catch (BenchException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}

static string Words(TestOutcome outcome) => outcome switch
{
    TestOutcome.Passed => "SURVIVED",
    TestOutcome.Failed => "noticed ",
    _ => "hung    ",
};
