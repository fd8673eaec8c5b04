namespace Bench.Mutants;

/// <summary>
/// Parts mutants into as few builds as their places allow: mutants of one build must not overlap, and one that is no C# stands alone.
/// </summary>
internal static class Rounds
{
    public static IReadOnlyList<IReadOnlyList<Mutant>> Of(string root, IEnumerable<Mutant> mutants)
    {
        var rounds = new List<List<(Mutant Mutant, int Start, int End)>>();
        foreach (Mutant mutant in mutants.OrderBy(mutant => mutant.IsText))
        {
            int start = Edit.Find(File.ReadAllText(SourceFile.Of(root, mutant)), mutant);
            (Mutant Mutant, int Start, int End) placed = (mutant, start, start + mutant.From.Length);
            if (rounds.Find(round => !round.Exists(other => Overlap(placed, other))) is { } free)
            {
                free.Add(placed);
            }
            else
            {
                rounds.Add([placed]);
            }
        }

        return [.. rounds.Select(round => (IReadOnlyList<Mutant>)[.. round.Select(placed => placed.Mutant)])];
    }

    private static bool Overlap((Mutant Mutant, int Start, int End) a, (Mutant Mutant, int Start, int End) b) =>
        a.Mutant.IsText || (a.Mutant.Project == b.Mutant.Project && a.Mutant.File == b.Mutant.File && a.Start < b.End && b.Start < a.End);
}
