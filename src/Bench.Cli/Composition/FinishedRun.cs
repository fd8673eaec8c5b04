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

    /// <summary>Reads a run; where it is a reference, its texts are explained again, which takes seconds to minutes and is said.</summary>
    /// <param name="services">What runs suites.</param>
    /// <param name="folder">Folder of the run.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The run is damaged, or the suite is no longer what the reference was made of.</exception>
    public static ResultSet WithTexts(BenchServices services, string folder, CancellationToken cancellationToken)
    {
        ResultSet results = ResultSet.Read(folder);
        return !services.Paths.IsReference(folder) || results.Explanations.Any() ? results : new ResultSet
        {
            Run = results.Run,
            Scores = results.Scores,
            OtherSeeds = results.OtherSeeds,
            Curves = results.Curves,
            Cases = results.Cases,
            Explanations = Explain(services, results.Run, folder, cancellationToken),
        };
    }

    private static IReadOnlyList<ExplanationRecord> Explain(
        BenchServices services, RunManifest reference, string folder, CancellationToken cancellationToken)
    {
        Suite suite = services.ReadSuite(reference.Suite, cancellationToken);
        ModelReference model = suite.Models.FirstOrDefault(model => model.Name == reference.Model.Name)
            ?? throw Changed($"the suite has no model {reference.Model.Name}", folder, suite);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"References ship without explanations: the {reference.Instances} texts are explained again (about {reference.ExplainerCosts.Values.Sum(cost => cost.Seconds):F0} s of one processor). `run {VisibleText.ForTerminal(suite.Name)}` makes a run that keeps them."));
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("bench-");
        try
        {
            var settings = new RunSettings { OutputRoot = temporary.FullName, Metrics = [ComponentSpec.Parse(FreeMetric)], Seeds = 1 };
            (ResultSet? made, _) = RunProgress.Show(
                Terminal.Create(Console.Error), progress => services.Runner().Run(suite, model, settings, progress, cancellationToken));
            RequireSame(reference, made!.Run, folder, suite);
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
