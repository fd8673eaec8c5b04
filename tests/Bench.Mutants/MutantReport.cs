namespace Bench.Mutants;

/// <summary>What became of the mutants, project by project.</summary>
internal static class MutantReport
{
    /// <summary>Prints it.</summary>
    /// <returns>The share of mutants that tests noticed, equivalent ones left out; 1 where there are none.</returns>
    public static double Print(IReadOnlyList<Mutant> mutants, IReadOnlyDictionary<Mutant, bool> noticed)
    {
        Console.WriteLine();
        Console.WriteLine("| project | mutants | noticed | equivalent |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (IGrouping<string, Mutant> project in mutants.GroupBy(mutant => mutant.Project))
        {
            Console.WriteLine(
                $"| {project.Key} | {project.Count(noticed.ContainsKey)} | {project.Count(m => noticed.GetValueOrDefault(m))} "
                    + $"| {project.Count(m => m.Equivalent.Length > 0)} |");
        }

        int killed = noticed.Values.Count(isNoticed => isNoticed);
        double share = noticed.Count == 0 ? 1 : (double)killed / noticed.Count;
        Console.WriteLine();
        Console.WriteLine($"{killed} of {noticed.Count} mutants were noticed ({100 * share:F1} %).");
        foreach (Mutant mutant in mutants.Where(mutant => mutant.Equivalent.Length > 0))
        {
            Console.WriteLine($"Equivalent: {mutant} ({mutant.Equivalent})");
        }

        return share;
    }
}
