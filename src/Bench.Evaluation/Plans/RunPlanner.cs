using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Turns suites into plans and refuses what cannot work before anything is computed.</summary>
/// <param name="open">Opens model folders.</param>
/// <param name="explainers">The known explainers.</param>
/// <param name="metrics">The known metrics.</param>
/// <param name="tasks">The known tasks.</param>
/// <param name="datasets">The known dataset formats; those that come with Bench unless given.</param>
public sealed class RunPlanner(
    ModelOpener open,
    Catalog<ExplainerDescriptor, IExplainer> explainers,
    Catalog<MetricDescriptor, IMetric> metrics,
    Catalog<TaskDescriptor, ITask> tasks,
    Catalog<DatasetDescriptor, IDatasetReader>? datasets = null)
{
    private readonly Catalog<DatasetDescriptor, IDatasetReader> _datasets = datasets ?? BuiltInDatasets.Catalog();

    /// <summary>Decides everything about a run. The caller disposes the plan's model.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="model">One of its models.</param>
    /// <param name="settings">What the command line says.</param>
    /// <exception cref="BenchException">
    /// A component is unknown or badly configured, the model cannot be used, or a pinned file differs.
    /// </exception>
    public RunPlan Plan(Suite suite, ModelReference model, RunSettings settings)
    {
        suite = suite with
        {
            Limit = settings.Limit ?? suite.Limit,
            Seed = settings.Seed ?? suite.Seed,
            Seeds = settings.Seeds ?? suite.Seeds,
            Truncate = settings.Truncate || suite.Truncate,
            Units = suite.Units with
            {
                Granularity = settings.Granularity ?? suite.Units.Granularity,
                Gather = settings.Gather ?? suite.Units.Gather,
            },
            Removal = settings.Removal ?? suite.Removal,
            Removals = settings.Removal is null ? suite.Removals : [],
            Explainers = [.. (settings.Explainers.IsEmpty ? suite.Explainers : settings.Explainers).Select(explainers.Meant)],
            Metrics = [.. (settings.Metrics.IsEmpty ? suite.Metrics : settings.Metrics).Select(metrics.Meant)],
        };
        suite = suite with { Metrics = RemovalAxis.Spread(suite.Metrics, metrics, suite.Removals) };
        string? folder = Path.GetDirectoryName(suite.File);
        var configuredExplainers = suite.Explainers.Select(spec => settings.Profile.Configure(explainers, spec, folder, suite.Removal))
            .ToArray();
        RequireDistinct(configuredExplainers, "explainer");
        var datasetStates = FileStates.Of(DataFiles.All(suite.Dataset.Path));
        string datasetHash = HashDataset(suite);
        LoadedModel loaded = open(model.Path, settings.Threads);
        Configured<MetricDescriptor, IMetric>[] configuredMetrics;
        Configured<TaskDescriptor, ITask> task;
        try
        {
            ModelPin.Require(loaded, model, suite.File);
            task = TaskOf(suite, loaded.Model.Info);
            loaded = loaded with { Model = ActivatedModel.For(loaded.Model, task.Descriptor) };
            ProfileRules rules = settings.Profile.RulesOf(task.Descriptor.Id);
            suite = suite with { Quantity = rules.Quantity ?? suite.Quantity };
            loaded = loaded with { Tokenizer = rules.Tokenizer(loaded.Tokenizer) };
            AskedQuantity.Require(loaded.Model.Info, suite.Quantity, suite.File);
            Removal removal = suite.Removal ?? RemovalAxis.Default(loaded.Tokenizer.Special, loaded.Model.Info);
            configuredMetrics = [.. suite.Metrics.Select(spec => settings.Profile.Configure(metrics, spec, folder, removal))];
            RequireDistinct(configuredMetrics, "metric");
            foreach (Configured<ExplainerDescriptor, IExplainer> explainer in configuredExplainers)
            {
                RequireCapabilities(loaded.Model, explainer);
                Definition.Require(explainer, loaded.Model.Info, task, suite);
            }

            foreach (Configured<MetricDescriptor, IMetric> metric in configuredMetrics)
            {
                Definition.Require(metric, loaded.Model.Info, task, suite);
            }

            loaded = InfillModel.Attach(loaded, suite, configuredMetrics, open, settings.Threads);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }

        return new RunPlan
        {
            Suite = suite,
            Model = loaded,
            Task = task,
            Explainers = [.. configuredExplainers],
            Metrics = [.. configuredMetrics],
            Profile = settings.Profile.Name,
            DatasetSha256 = datasetHash,
            DatasetStates = datasetStates,
            DatasetPlugin = PluginCode.Of(_datasets.Reader(suite.Dataset, suite.File)),
            Threads = settings.Threads,
            Remember = settings.Remember,
        };
    }

    /// <summary>The plan with other explainers.</summary>
    /// <param name="plan">A plan.</param>
    /// <param name="specs">The explainers.</param>
    /// <param name="profile">Option profile.</param>
    /// <exception cref="BenchException">An explainer is unknown or badly configured, or the model cannot serve it.</exception>
    public RunPlan WithExplainers(RunPlan plan, IEnumerable<ComponentSpec> specs, OptionProfile profile)
    {
        string? folder = Path.GetDirectoryName(plan.Suite.File);
        Configured<ExplainerDescriptor,
            IExplainer>[] configured = [.. specs.Select(spec => profile.Configure(explainers, spec, folder, plan.Suite.Removal))];
        RequireDistinct(configured, "explainer");
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in configured)
        {
            RequireCapabilities(plan.Model.Model, explainer);
            Definition.Require(explainer, plan.Model.Model.Info, plan.Task, plan.Suite);
        }

        return plan with
        {
            Suite = plan.Suite with { Explainers = [.. configured.Select(explainer => explainer.Spec)] },
            Explainers = [.. configured],
        };
    }

    /// <summary>Refuses explainers that ask, themselves or by those they are made of, more of a model than it offers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="explainer">The explainer.</param>
    /// <exception cref="BenchException">A capability is missing.</exception>
    public static void RequireCapabilities(IModel model, Configured<ExplainerDescriptor, IExplainer> explainer)
    {
        Ask missing = explainer.Descriptor.Needs & ~model.Offers;
        if (missing != Ask.Outputs)
        {
            throw new BenchException(
                $"The explainer '{explainer.Descriptor.Id}' needs {missing}, which {model.Info.Architecture} on this core does not offer",
                model.Info.Name,
                "Leave it out, or choose a core that offers it");
        }

        InfillModel.RequireNone(explainer);
        foreach (Configured<ExplainerDescriptor, IExplainer> inner in explainer.Instance.Inner)
        {
            RequireCapabilities(model, inner);
        }
    }

    /// <summary>Refuses components that are the same, however they were asked for: tables would show one method twice.</summary>
    /// <param name="configured">The components.</param>
    /// <param name="kind">What they are called in messages.</param>
    /// <exception cref="BenchException">Two have the same id and options.</exception>
    public static void RequireDistinct<TDescriptor, T>(IEnumerable<Configured<TDescriptor, T>> configured, string kind)
        where TDescriptor : IComponentDescriptor
    {
        foreach (IGrouping<string, Configured<TDescriptor, T>> same in
            configured.GroupBy(one => one.CanonicalName, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            string[] names = [.. same.Select(one => one.Name).Distinct()];
            throw new BenchException(
                names.Length > 1 ? $"'{names[0]}' and '{names[1]}' are the same {kind}" : $"The {kind} '{names[0]}' is named twice",
                null,
                "Name it once, or give one of them other options; `list` shows the defaults");
        }
    }

    /// <summary>The plan's instances, without those that are skipped, as many as its limit says.</summary>
    /// <param name="plan">The plan.</param>
    public IEnumerable<Instance> Read(RunPlan plan)
    {
        HashSet<int> skipped = [.. plan.Skipped.Select(row => row.Rank)];
        IEnumerable<Instance> instances = _datasets.Rows(plan.Suite).Where((_, rank) => !skipped.Contains(rank))
            .Select(row => row.Instance);
        return plan.Suite.Limit is { } limit ? instances.Take(limit) : instances;
    }

    /// <summary>
    /// Reads and tokenizes every instance once, so that bad rows, and explainers whose options do not fit a text, are found before the
    /// first is explained.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="BenchException">
    /// Rows cannot be used, and the suite does not skip them: the message names up to 20. Or the dataset changed since it was hashed.
    /// </exception>
    public DatasetCheck Check(RunPlan plan, CancellationToken cancellationToken)
    {
        DatasetCheck check = DatasetCheck.Of(plan, _datasets.Rows(plan.Suite), cancellationToken) with
        {
            Notes = [.. _datasets.Reader(plan.Suite.Dataset, plan.Suite.File).Notes(plan.Suite.Dataset.Path)],
        };
        plan.DatasetStates.RequireUnchanged();
        return check;
    }

    // What is meant is read from the first row that can be read; rows that do not fit are bad rows.
    private Configured<TaskDescriptor, ITask> TaskOf(Suite suite, ModelInfo model)
    {
        ComponentSpec spec = suite.Task ?? new ComponentSpec(tasks.MeantBy(
            model,
            _datasets.Rows(suite).FirstOrDefault(row => row.Problem is null) is { } row
                ? TaskQuestion.Of(row.Instance)
                : new TaskQuestion("")));
        try
        {
            return tasks.RequireFit(tasks.Configure(spec), model, "task");
        }
        catch (BenchException exception)
        {
            throw exception.At(suite.File);
        }
    }

    private static string HashDataset(Suite suite)
    {
        string path = suite.Dataset.Path;
        if (!DataFiles.IsPattern(path) && !File.Exists(path) && !Directory.Exists(path))
        {
            throw new BenchException("The dataset does not exist", path, $"Mend dataset.path in {suite.File}");
        }

        string hash = DataFiles.IsPattern(path)
            ? DataFiles.Sha256(path)
            : File.Exists(path) ? FileHash.Sha256(path) : FileHash.Sha256OfFolder(path);
        FileHash.Check(hash, suite.Dataset.Sha256, path, suite.File);
        return hash;
    }
}
