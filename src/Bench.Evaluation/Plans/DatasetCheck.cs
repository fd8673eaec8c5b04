using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What the check of a dataset found, before anything is computed.</summary>
/// <param name="Instances">Number of instances that will be used.</param>
/// <param name="Skipped">Rows that are left out, in file order.</param>
public sealed record DatasetCheck(int Instances, ImmutableArray<SkippedRow> Skipped)
{
    /// <summary>As many bad rows as a message names.</summary>
    private const int MostNamed = 20;

    /// <summary>The length of each instance that will be used, in tokens.</summary>
    public ImmutableArray<int> Lengths { get; init; } = [];

    /// <summary>What tells each instance that will be used from a changed one (<see cref="InstancePrint"/>).</summary>
    public ImmutableArray<string> Prints { get; init; } = [];

    /// <summary>What the reader decided by itself, in sentences without the final full stop.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Says what a user should know before the run.</summary>
    /// <param name="progress">Is told.</param>
    internal void Tell(IRunProgress progress)
    {
        foreach (string note in Notes)
        {
            progress.Note($"{note}.");
        }

        if (!Skipped.IsEmpty)
        {
            progress.Note($"{Skipped.Length} rows cannot be used and are left out:");
            foreach (string row in Named(Skipped))
            {
                progress.Note($"  {row}");
            }
        }
    }

    /// <summary>Checks the rows of a dataset, as many as the plan's limit asks for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rows">All rows of the dataset.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="BenchException">Rows cannot be used and the suite refuses them, or none can be used.</exception>
    public static DatasetCheck Of(RunPlan plan, IEnumerable<DatasetRow> rows, CancellationToken cancellationToken)
    {
        var check = new InstanceCheck(plan);
        var bad = ImmutableArray.CreateBuilder<SkippedRow>();
        var prints = ImmutableArray.CreateBuilder<string>();
        var lengths = ImmutableArray.CreateBuilder<int>();
        foreach ((int rank, DatasetRow row) in rows.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lengths.Count == plan.Suite.Limit)
            {
                break;
            }

            if ((row.Problem ?? check.ProblemOf(row.Instance)) is { } problem)
            {
                bad.Add(new SkippedRow(rank, problem));
            }
            else
            {
                lengths.Add(check.Length);
                prints.Add(InstancePrint.Of(row.Instance));
            }
        }

        return bad.Count > 0 && plan.Suite.Dataset.OnBadRow == BadRows.Refuse ? throw Refusal(bad, plan)
            : lengths.Count > 0 ? new DatasetCheck(lengths.Count, bad.ToImmutable())
            {
                Lengths = lengths.ToImmutable(),
                Prints = prints.ToImmutable(),
            }
            : throw new BenchException(
                bad.Count > 0 ? $"None of the {bad.Count} rows can be used: {bad[0].Problem.Message}" : "The dataset has no instances",
                plan.Suite.Dataset.Path,
                "Add some, or point the suite at another file");
    }

    private static BenchException Refusal(IReadOnlyList<SkippedRow> bad, RunPlan plan)
    {
        if (bad.Count == 1)
        {
            return bad[0].Problem;
        }

        return new BenchException(
            $"{bad.Count} rows cannot be used",
            plan.Suite.Dataset.Path,
            "Mend them, or leave them out and have them counted with 'on-bad-row: skip' under 'dataset'")
        {
            Details = [.. Named(bad)],
        };
    }

    private static IEnumerable<string> Named(IReadOnlyList<SkippedRow> rows) => rows.Take(MostNamed).Select(row => row.Problem.Message)
        .Concat(rows.Count > MostNamed ? [$"… and {rows.Count - MostNamed} more"] : []);
}

/// <summary>A row of a dataset that is left out.</summary>
/// <param name="Rank">Its place among the rows, from 0.</param>
/// <param name="Problem">Why.</param>
public sealed record SkippedRow(int Rank, BenchException Problem);
