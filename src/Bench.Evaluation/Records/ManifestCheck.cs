using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>What a <c>run.json</c> must say beyond its form, so that nothing that is made of it fails later.</summary>
internal static class ManifestCheck
{
    /// <summary>What is wrong with a description, or <see langword="null"/>.</summary>
    /// <param name="run">The description.</param>
    public static string? Problem(RunManifest run)
    {
        string[] explainers = Names(run.Explainers);
        string[] metrics = Names(run.Metrics);
        return explainers.Length == 0 || metrics.Length == 0 ? "It names no explainers or no metrics"
            : explainers.Concat(metrics).Any(string.IsNullOrEmpty) ? "An explainer or a metric has no name"
            : explainers.Distinct().Count() < explainers.Length || metrics.Distinct().Count() < metrics.Length
                ? "An explainer or a metric stands twice"
            : run.Model.Labels.IsDefaultOrEmpty || run.Model.Labels.Contains(null!) ? "The model has no labels"
            : run.Instances < 0 || run.Labelled < 0 || run.Correct < 0 || run.Truncated < 0 || run.Missing < 0 ? "A count is negative"
            : run.Seeds is < 2 or > Suite.MostSeeds ? "The number of seeds is out of range"
            : null;
    }

    /// <summary>What a finished run lacks, or <see langword="null"/>.</summary>
    /// <param name="run">The description.</param>
    public static string? Lack(RunManifest run) =>
        run.Explainers.FirstOrDefault(explainer => run.ExplainerCosts.GetValueOrDefault(explainer.Name) is null) is { } costless
            ? $"It says no cost of {costless.Name}"
            : run.Trust is { } trust
                && run.Explainers.FirstOrDefault(explainer => trust.GetValueOrDefault(explainer.Name)?.Flagged is null) is { } trustless
            ? $"It says no flags of {trustless.Name}"
            : null;

    private static string[] Names<TDescriptor>(ImmutableArray<RecordedComponent<TDescriptor>> components)
        where TDescriptor : Abstractions.IComponentDescriptor =>
        components.IsDefault
            ? []
            : [.. components.Select(component => component is null || component.Descriptor is null ? "" : component.Name)];
}
