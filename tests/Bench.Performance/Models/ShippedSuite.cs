using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Explainers;
using Bench.Inference;
using Bench.Metrics;
using Bench.Tasks;
using Bench.TestKit;

namespace Bench.Performance;

/// <summary>The suite film-reviews, on its own model or on one made for measuring.</summary>
internal static class ShippedSuite
{
    public const string ModelName = "sst2-bert-mini";

    public static string ModelFolder { get; } = Repository.Model(ModelName);

    public static Catalog<ExplainerDescriptor, IExplainer> Explainers { get; } = BuiltInExplainers.AddTo(new("explainer"));

    /// <summary>The shipped model.</summary>
    /// <param name="threads">Threads that work on one call.</param>
    public static ManagedEncoder LoadModel(int threads) => ManagedCore.Load(ModelFolder, new ManagedCoreOptions { Threads = threads });

    /// <summary>The shipped model's tokenizer, which the random models share.</summary>
    public static ITokenizer LoadTokenizer() => TokenizerFiles.Load(ModelFolder, 512);

    /// <summary>Plans the suite on a model of the caller's.</summary>
    /// <param name="model">The model; the caller disposes it.</param>
    /// <param name="explainers">Explainers instead of the suite's.</param>
    public static (RunPlan Plan, IReadOnlyList<Instance> Instances) Plan(IModel model, params ComponentSpec[] explainers)
    {
        Suite suite = SuiteFile.Read(Path.Combine(Repository.Root, "suites", "film-reviews"));
        var planner = new RunPlanner(
            (folder, _) => new LoadedModel(folder, model, LoadTokenizer(), new Lazy<string>("")),
            Explainers,
            BuiltInMetrics.AddTo(new("metric")), BuiltInTasks.AddTo(new("task")));
        RunPlan plan = planner.Plan(
            suite, suite.Models[0] with { Sha256 = null }, new RunSettings { OutputRoot = "", Explainers = [.. explainers] });
        return (plan, [.. planner.Read(plan)]);
    }

    /// <summary>The instances whose length is nearest to some number of tokens, nearest first.</summary>
    public static IReadOnlyList<Instance> Nearest(this IReadOnlyList<Instance> instances, int tokens)
    {
        ITokenizer tokenizer = LoadTokenizer();
        return [.. instances.OrderBy(instance => Math.Abs(tokenizer.Tokenize(instance.Text).Tokens.Length - tokens))];
    }
}
