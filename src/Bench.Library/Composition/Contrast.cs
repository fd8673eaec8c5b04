using Bench.Abstractions;

namespace Bench.Library;

/// <summary>Targets less another: one less itself is 0 for every text, and its scores would be too.</summary>
internal static class Contrast
{
    /// <summary>Leaves out targets that are taken off themselves, as one of all may be.</summary>
    /// <param name="targets">What is meant.</param>
    /// <exception cref="BenchException">Nothing is left.</exception>
    public static IReadOnlyList<TaskTarget> Of(IReadOnlyList<TaskTarget> targets)
    {
        TaskTarget[] others = [.. targets.Where(target => !IsItself(target.Target))];
        return targets.Count == 0 || others.Length > 0
            ? others
            : throw new BenchException(
                $"{targets[0].Name} is the target and what is taken off it, which is always 0", "--against",
                "Name another, or leave it out");
    }

    private static bool IsItself(Target target) =>
        target.Against is { } other && other == target with { Against = null, IsFlipped = false };
}
