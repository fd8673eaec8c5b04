namespace Bench.Reporting;

/// <summary>What a template may use, so that one that never ends or grows without end is an error and no hang.</summary>
/// <param name="Iterations">Turns of all loops inside one another together.</param>
/// <param name="Depth">Parts and functions inside one another.</param>
/// <param name="Text">Characters of a text that a template puts together.</param>
/// <param name="Output">
/// Characters of the page; the data of a run take at most <see cref="PageData.Budget"/> bytes of them, or one text.
/// </param>
/// <param name="Time">Time for all of it.</param>
internal sealed record TemplateLimits(int Iterations, int Depth, int Text, int Output, TimeSpan Time)
{
    public static TemplateLimits Default { get; } = new(1_000_000, 50, 1 << 20, 1 << 28, TimeSpan.FromMinutes(1));
}
