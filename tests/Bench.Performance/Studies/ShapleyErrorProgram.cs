using Bench.Abstractions;
using Bench.Evaluation;
using Bench.TestKit;

namespace Bench.Performance;

/// <summary>
/// <c>./run-bench.sh perf shapley-error</c>: the error of the Shapley estimators on the short texts of film-reviews. Prints the tables and
/// writes <c>runs/studies</c>, or with <c>--reference</c> the committed <c>results/studies</c>.
/// </summary>
internal static class ShapleyErrorProgram
{
    private const int Seeds = 5;
    private const string Reference = "--reference";

    /// <summary>Measures.</summary>
    /// <param name="arguments">Nothing, or <c>--reference</c>.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments.Except([Reference]).Any())
        {
            Console.Error.WriteLine($"error: perf shapley-error takes {Reference} or nothing, not {string.Join(' ', arguments)}.");
            return 2;
        }

        Suite suite = SuiteFile.Read(Path.Combine(Repository.Root, "suites", "film-reviews"));
        using var model = new LoadedModel(
            ShippedSuite.ModelFolder, ShippedSuite.LoadModel(Environment.ProcessorCount), ShippedSuite.LoadTokenizer(),
            new Lazy<string>(""));
        IEnumerable<Instance> texts = BuiltInDatasets.Catalog().Read(suite);
        ShapleyErrors errors = new ShapleyErrorStudy(ShippedSuite.Explainers, Seeds).Run(model, texts, new Dots());
        string path = Path.Combine(Repository.Root, arguments.Length > 0 ? "results" : "runs", "studies", "shapley-error.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var writer = new StreamWriter(path) { NewLine = "\n" })
        {
            errors.Write(suite.Name, writer);
        }

        Console.Write(File.ReadAllText(path));
        Console.WriteLine($"\nWritten: {Path.GetRelativePath(Repository.Root, path)}");
        return 0;
    }

    private sealed class Dots : IRunProgress
    {
        public void Started(int instances, int done) => Console.Error.Write($"{instances} texts ");

        public void Advanced(int done) => Console.Error.Write('.');
    }
}
