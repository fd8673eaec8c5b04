namespace Bench.Evaluation;

/// <summary>How fast model rows were computed.</summary>
/// <param name="Rows">Rows, forward and backward.</param>
/// <param name="Busy">The time that each piece of work took, summed.</param>
/// <param name="AtOnce">Pieces that were worked on at the same time.</param>
internal readonly record struct Pace(long Rows, TimeSpan Busy, int AtOnce)
{
    /// <summary>Rows that all threads together compute in a second.</summary>
    public double RowsPerSecond => Rows / Math.Max(1e-6, Busy.TotalSeconds) * AtOnce;

    /// <summary>Adds what was computed.</summary>
    public Pace Plus(Work work) => this with { Rows = Rows + work.RowsForward + work.RowsBackward };
}
