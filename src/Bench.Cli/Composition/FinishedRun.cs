using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Reads finished runs with their explanations. References ship without them, so theirs are made again from the suite.</summary>
internal static class FinishedRun
{
    // Costs no row of the model, and a run needs a metric.
    private const string FreeMetric = "model-rows";

    // Asks nothing of the model: what is left of a run is each text's own row.
    private static readonly ComponentSpec _free = ComponentSpec.Parse(ComparisonTable.FloorId);

    /// <summary>Reads a run; where it is a reference, its texts are explained again, which takes seconds to minutes and is said.</summary>
    /// <param name="services">What runs suites.</param>
    /// <param name="folder">Folder of the run.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The run is damaged, or the suite is no longer what the reference was made of.</exception>
    public static ResultSet WithTexts(BenchServices services, string folder, CancellationToken cancellationToken)
    {
        ResultSet results = ResultSet.Read(folder);
        return HasTexts(services, results, folder)
            ? results : With(results, Explain(services, results.Run, folder, [], cancellationToken));
    }

    /// <summary>
    /// Reads a run for forms that show no explanation: where it is a reference and the form asks for the parts of its cases, which findings
    /// name, the texts are read again and the model answers each once. Where the suite is no longer what the reference was made of, that is
    /// said, and the parts are missing.
    /// </summary>
    /// <param name="services">What runs suites.</param>
    /// <param name="folder">Folder of the run.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The run is damaged.</exception>
    public static ResultSet WithCases(BenchServices services, string folder, CancellationToken cancellationToken)
    {
        ResultSet results = ResultSet.Read(folder);
        return HasTexts(services, results, folder)
            ? results : With(results, Asked(() => Explain(services, results.Run, folder, [_free], cancellationToken)));
    }

    private static bool HasTexts(BenchServices services, ResultSet results, string folder) =>
        !services.Paths.IsReference(folder) || results.Explanations.Any();

    private static ResultSet With(ResultSet results, IEnumerable<ExplanationRecord> explanations) => new()
    {
        Run = results.Run,
        Scores = results.Scores,
        OtherSeeds = results.OtherSeeds,
        Curves = results.Curves,
        Cases = results.Cases,
        Explanations = explanations,
    };

    // Made when a form first asks for them, once: tables of numbers never do.
    private static IEnumerable<ExplanationRecord> Asked(Func<IReadOnlyList<ExplanationRecord>> make)
    {
        var made = new Lazy<IReadOnlyList<ExplanationRecord>>(() =>
        {
            try
            {
                return make();
            }
            catch (BenchException exception)
            {
                Console.Error.WriteLine(VisibleText.ForTerminal($"Findings on parts of the texts are left out. {exception.Message}"));
                return [];
            }
        });
        return Enumerable.Range(0, 1).SelectMany(_ => made.Value);
    }

    private static IReadOnlyList<ExplanationRecord> Explain(
        BenchServices services, RunManifest reference, string folder, ImmutableArray<ComponentSpec> explainers,
        CancellationToken cancellationToken)
    {
        Suite suite = services.ReadSuite(reference.Suite, cancellationToken);
        ModelReference model = suite.Models.FirstOrDefault(model => model.Name == reference.Model.Name)
            ?? throw Changed($"the suite has no model {reference.Model.Name}", folder, suite);
        Console.Error.WriteLine(explainers.IsEmpty ? string.Create(
            CultureInfo.InvariantCulture,
            $"References ship without explanations: the {reference.Instances} texts are explained again (about {reference.ExplainerCosts.Values.Sum(cost => cost.Seconds):F0} s of one processor). `run {VisibleText.ForTerminal(suite.Name)}` makes a run that keeps them.")
            : $"References ship without their texts: the {reference.Instances} texts are read again, to say on which of them explainers differ.");
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("bench-");
        try
        {
            var settings = new RunSettings
            {
                OutputRoot = temporary.FullName,
                Explainers = explainers,
                Metrics = [ComponentSpec.Parse(FreeMetric)],
                Seeds = 1,
            };
            (ResultSet? made, _) = RunProgress.Show(
                Terminal.Create(Console.Error), progress => services.Runner().Run(suite, model, settings, progress, cancellationToken));
            RequireSame(explainers.IsEmpty ? reference : reference with { Explainers = made!.Run.Explainers }, made!.Run, folder, suite);
            return [.. made.Explanations];
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    // Versions and processors aside: `check` holds references to the code, and kernels of another width move the 7th digit.
    private static void RequireSame(RunManifest reference, RunManifest made, string folder, Suite suite)
    {
        RunManifest alike = reference with
        {
            Metrics = made.Metrics,
            Seeds = made.Seeds,
            Kernels = made.Kernels,
            BenchVersion = made.BenchVersion,
        };
        IReadOnlyList<string> differences = RunDifferences.All(alike, made);
        if (differences.Count > 0)
        {
            throw Changed(RunDifferences.Sentence(differences), folder, suite);
        }
    }

    private static BenchException Changed(string what, string folder, Suite suite) => new(
        $"The reference was made of another suite than there is now: {what}", folder,
        $"Restore the suite's files, or `run {suite.Name}` and name that run");
}
