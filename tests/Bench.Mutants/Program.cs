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
    var tree = new MutatedTree(Repository.Root, copy);
    var tests = new TestRun(Repository.Root, copy);
    var limits = new Dictionary<(string Project, string Test), TimeSpan>();
    var noticed = new Dictionary<Mutant, bool>();
    foreach (IReadOnlyList<Mutant> round in Rounds.Of(Repository.Root, mutants.Where(mutant => mutant.Equivalent.Length == 0)))
    {
        var groups = round.ToLookup(mutant => (mutant.TestProject, mutant.Test));
        bool isText = round[0].IsText;
        if (!isText || !groups.All(group => limits.ContainsKey(group.Key)))
        {
            Console.WriteLine($"Building with {(isText ? 0 : round.Count)} mutants …");
            tree.Build(round, areWritten: !isText);
            foreach (var group in groups)
            {
                limits[group.Key] = tests.Limit(group.Key.TestProject, group.Key.Test);
            }
        }

        if (isText)
        {
            Console.WriteLine("Building with 1 mutant …");
            tree.Build(round, areWritten: true);
        }

        foreach (Mutant mutant in groups.SelectMany(group => group))
        {
            TestOutcome outcome = tests.Run(mutant.TestProject, mutant.Number, mutant.Test, limits[(mutant.TestProject, mutant.Test)]);
            if (outcome != TestOutcome.Skipped)
            {
                noticed[mutant] = outcome != TestOutcome.Passed;
            }

            Console.WriteLine($"{Words(outcome)} {mutant}{(tests.FirstFailed.Length > 0 ? $" ({tests.FirstFailed})" : "")}");
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
    TestOutcome.Skipped => "skipped ",
    _ => "hung    ",
};
