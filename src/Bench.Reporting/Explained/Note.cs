namespace Bench.Reporting;

/// <summary>Something to know of an explanation, as terminal and page say it. Plain text: whoever shows it escapes it.</summary>
/// <param name="Words">What it is.</param>
/// <param name="IsWarning">Whether it is a reason for doubt.</param>
internal sealed record Note(string Words, bool IsWarning = false)
{
    public override string ToString() => IsWarning ? $"! {Words}" : Words;
}
