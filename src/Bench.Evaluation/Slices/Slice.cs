using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>A part of a run's cases.</summary>
/// <param name="Name">What its cases share, for example <c>short (up to 9 tokens)</c>. Untrusted where it comes from a dataset.</param>
/// <param name="Cases">Places of the cases in the run, ascending.</param>
public sealed record Slice(string Name, ImmutableArray<int> Cases)
{
    /// <summary>The comparison on the slice alone. Computed at every call.</summary>
    /// <param name="results">The run.</param>
    public ComparisonTable Table(ResultSet results)
    {
        int block = results.Run.Explainers.Length * results.Run.Metrics.Length;
        return ComparisonTable.Of(
            results.Run,
            [.. Cases.SelectMany(place => Enumerable.Range(place * block, block).Select(row => results.Scores[row]))],
            [.. Cases.Select(place => results.Cases[place])]);
    }
}

/// <summary>A run's cases, parted by one property.</summary>
/// <param name="By">The property: <c>length</c>, <c>confidence</c>, <c>correctness</c>, <c>class</c>, or a column of the dataset.</param>
/// <param name="Slices">The parts that have any cases, in their natural order.</param>
public sealed record Slicing(string By, ImmutableArray<Slice> Slices);
