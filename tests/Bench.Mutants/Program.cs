using System.Diagnostics;
using System.Globalization;
using Bench.Abstractions;
using Bench.Mutants;
using Bench.TestKit;

// Usage: Bench.Mutants [TEXT]: mutants whose project, file or description contains TEXT; all without it.
const double RequiredShare = 0.9;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    string part = args.FirstOrDefault() ?? "";
    string copy = Path.Combine(Repository.Root, "artifacts", "mutants");
    Mutant[] mutants = [.. MutantList.Read(Path.Combine(AppContext.BaseDirectory, "Lists"))
        .Where(mutant => mutant.ToString().Contains(part, StringComparison.OrdinalIgnoreCase))];
    var tests = new TestRun(copy);
    var noticed = new Dictionary<Mutant, bool>();
    foreach (IReadOnlyList<Mutant> round in Rounds.Of(Repository.Root, mutants.Where(mutant => mutant.Equivalent.Length == 0)))
    {
        Console.WriteLine($"Building with {round.Count} mutants …");
        new MutatedTree(Repository.Root, copy).Build(round);
        foreach (IGrouping<string, Mutant> group in round.GroupBy(mutant => mutant.TestProject))
        {
            long start = Stopwatch.GetTimestamp();
            if (!tests.Passes(group.Key, 0, "", TimeSpan.FromMinutes(20)))
            {
                throw new BenchException("The tests fail without any mutant", group.Key, "Make `./run-bench.sh check` pass first");
            }

            TimeSpan limit = (Stopwatch.GetElapsedTime(start) * 4) + TimeSpan.FromSeconds(20);
            foreach (Mutant mutant in group)
            {
                noticed[mutant] = tests.IsNoticed(mutant, limit);
                Console.WriteLine($"{(noticed[mutant] ? "noticed " : "SURVIVED")} {mutant}");
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
