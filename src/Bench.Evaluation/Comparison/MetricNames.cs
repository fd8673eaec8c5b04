using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The names of a run's metrics: in full, and as column heads show them.</summary>
public static class MetricNames
{
    /// <summary>
    /// The metric's short name, with the options that were set: columns of one metric are told apart. A word such as <c>mask</c> says what
    /// it is; a number stands with its key.
    /// </summary>
    /// <param name="name">Name of the metric, its set options included.</param>
    /// <param name="descriptor">What lists say of it.</param>
    public static string Shown(string name, MetricDescriptor descriptor) => ComponentSpec.Parse(name).Options is { IsEmpty: false } options
        ? $"{descriptor.ShortName} "
            + $"({string.Join(", ", options.Select(option => option.Value.All(char.IsAsciiLetter) ? option.Value : $"{option.Key}={option.Value}"))})"
        : descriptor.ShortName;

    /// <summary>The index of the metric that a person means, by either name and without regard to case.</summary>
    /// <param name="metrics">The run's metrics.</param>
    /// <param name="asked">As a person wrote it.</param>
    /// <param name="where">Where, for the message.</param>
    /// <exception cref="BenchException">The run has no such metric.</exception>
    public static int Find(IEnumerable<(string Name, MetricDescriptor Descriptor)> metrics, string asked, string where)
    {
        (string Name, MetricDescriptor Descriptor)[] all = [.. metrics];
        int found = Array.FindIndex(all, metric => asked.Equals(metric.Name, StringComparison.OrdinalIgnoreCase)
            || asked.Equals(Shown(metric.Name, metric.Descriptor), StringComparison.OrdinalIgnoreCase));
        string[] names = [.. all.Select(metric => metric.Name)];
        return found >= 0
            ? found
            : throw new BenchException(
                $"The run has no metric '{asked}'", where, $"{NearMatches.Suggest(asked, names)}Its metrics: {string.Join(", ", names)}");
    }
}
