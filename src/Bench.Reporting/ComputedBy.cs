using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What computed a run's numbers, in words: core, device, precision and plug-ins, which every form of a report names.</summary>
internal static class ComputedBy
{
    /// <summary>The core in one phrase, without a full stop.</summary>
    /// <param name="core">The core; <see langword="null"/> for the default one.</param>
    /// <param name="kernels">The processor's instructions that it used, where that is known.</param>
    public static string Core(CoreInfo? core, string? kernels = null)
    {
        if (core is null)
        {
            return $"Core managed on cpu, single precision{(kernels is null ? "" : $", {kernels} kernels")}";
        }

        string what = $"Core {core.Name} on {core.Device}, {core.Precision} precision, {core.Library}";
        return core.Error is not { } error
            ? what
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what}; against single precision, on {error.Rows} rows of random tokens, logits differ by up to {error.Logits:g2}, gradients by up to "
                    + $"{100 * error.Gradients:g2} % of their largest entry");
    }

    /// <summary>One sentence on a run. It holds names of strangers.</summary>
    /// <param name="run">The run.</param>
    public static string Sentence(RunManifest run) => $"{Core(run.Core, run.Kernels)}; plug-ins: {Plugins(run)}.";

    /// <summary>The plug-ins with what they give to the run, or <c>none</c>.</summary>
    /// <param name="run">The run.</param>
    public static string Plugins(RunManifest run)
    {
        IEnumerable<(string Code, string Part)> parts =
        [
            .. Of(run.Dataset.Plugin, run.Dataset.Format),
            .. run.Explainers.SelectMany(explainer => Of(explainer.Plugin, explainer.Name)),
            .. run.Metrics.SelectMany(metric => Of(metric.Plugin, metric.Name)),
        ];
        ImmutableArray<string> all =
            [.. parts.GroupBy(part => part.Code, part => part.Part).Select(plugin => $"{plugin.Key} ({string.Join(", ", plugin)})")];
        return all.IsEmpty ? "none" : string.Join("; ", all);
    }

    private static IEnumerable<(string Code, string Part)> Of(string? code, string part) => code is null ? [] : [(code, part)];
}
