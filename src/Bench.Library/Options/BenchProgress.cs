namespace Bench;

/// <summary>How far some work is.</summary>
/// <param name="Step">
/// What is done: <c>download</c>, <c>explain</c>, <c>evaluate</c>, <c>run</c>; or <c>note</c> for something to know.
/// </param>
/// <param name="Subject">What it is done to or with: a file, an explainer, a suite; or the note. Untrusted text.</param>
/// <param name="Done">How much is done: bytes, explainers, instances.</param>
/// <param name="Total">Of how much.</param>
public readonly record struct BenchProgress(string Step, string Subject, long Done, long Total);
