using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What an explanation hangs on: model, task, core, seed.</summary>
internal static class ModelFacts
{
    private const int MostLabels = 20;

    /// <summary>Gathers them.</summary>
    public static ImmutableArray<(string Name, string Value)> Of(ExplanationDocument document, ulong seed)
    {
        ModelInfo model = document.Model;
        return
        [
            ("Model", $"{model.Name} ({model.Architecture})"),
            .. document.Task is { } task ? ((string, string)[])[("Task", task)] : [],
            ("Labels", Labels(model.Labels)),
            ("Units", OptionsBinder.Key(document.Input.Choice.Granularity.ToString())),
            ("Seed", seed.ToString(CultureInfo.InvariantCulture)),
            ("Computed by", ComputedBy.Core(model.Core)),
        ];
    }

    private static string Labels(IReadOnlyList<string> labels) => labels.Count <= MostLabels
        ? string.Join(", ", labels)
        : string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(", ", labels.Take(MostLabels))} and {labels.Count - MostLabels:N0} more");
}
