using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Tasks;

namespace Bench.Library;

/// <summary>Explains one text or picture, as the command <c>explain</c> does.</summary>
/// <param name="bench">Catalogues.</param>
/// <param name="loaded">The model.</param>
/// <param name="options">How to explain.</param>
internal sealed class TextCall(Workbench bench, LoadedModel loaded, ExplainOptions options)
{
    public IReadOnlyList<ExplainedText> Explain(
        string text, string? target, IEnumerable<string>? explainers, IProgress<BenchProgress>? progress,
        CancellationToken cancellationToken) => options.ReferenceImage is null
            ? Explain(new TaskQuestion(text, options.TextPair), null, target, explainers, progress, cancellationToken)
            : throw new BenchException(
                "There is no picture", nameof(options.ReferenceImage), "Leave it out: nothing can take the place of a text's pixels");

    public IReadOnlyList<ExplainedText> ExplainPicture(
        string file, string? target, IEnumerable<string>? explainers, IProgress<BenchProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (options.TextPair is not null)
        {
            throw new BenchException("A second text was given, and a picture", nameof(options.TextPair), "Leave out one of them");
        }

        TokenizedText picture = AskedPicture.Read(loaded, file, options.ReferenceImage);
        IReadOnlyList<ExplainedText> explained =
            Explain(new TaskQuestion(picture.Text), picture, target, explainers, progress, cancellationToken);
        foreach (ExplainedText one in explained)
        {
            one.PictureFile = Path.GetFullPath(file);
        }

        return explained;
    }

    private IReadOnlyList<ExplainedText> Explain(
        TaskQuestion asking, TokenizedText? ready, string? target, IEnumerable<string>? explainers, IProgress<BenchProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (ready is null && loaded.Model.Info.Picture is not null)
        {
            throw new BenchException("The model sees pictures", null, $"Call {nameof(Explainer.ExplainPicture)} with a file");
        }

        AskedCount.Require(options.Seeds, Suite.MostSeeds, nameof(options.Seeds));
        OptionProfile profile = bench.Profile(options.Profile);
        TaskQuestion question = asking with { Labels = [.. options.Labels] };
        var names = new TargetNames(target, options.Against);
        LoadedModel asked = loaded with
        {
            Model = bench.Tasks.ReadBy(
                ContinuationTask.ModelFor(
                    loaded.Model, loaded.Tokenizer, question.Text, names, options.Task == ContinuationTask.Descriptor.Id),
                options.Task),
        };
        ComponentSpec spec = ComponentSpec.Parse(options.Task ?? bench.Tasks.MeantBy(asked.Model.Info, question));
        Configured<TaskDescriptor, ITask> task = bench.Tasks.RequireFit(bench.Tasks.Configure(spec), asked.Model.Info, "Task");
        ProfileRules rules = profile.RulesOf(task.Descriptor.Id);
        IEnumerable<string> specs = explainers ?? (rules.Explainers.IsEmpty ? DefaultComponents.ExplainersFor(loaded) : rules.Explainers);
        Configured<ExplainerDescriptor,
            IExplainer>[] configured = [.. specs.Select(explainer => profile.Configure(bench.Explainers, ComponentSpec.Parse(explainer)))];
        RunPlanner.RequireDistinct(configured, "explainer");
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in configured)
        {
            RunPlanner.RequireCapabilities(asked.Model, explainer);
        }

        var explained = new TaskExplanations(asked with { Tokenizer = rules.Tokenizer(loaded.Tokenizer) }, task, configured)
        {
            Quantity = options.Quantity ?? rules.Quantity ?? Quantity.Logit,
            Units = options.Units,
            Seed = options.Seed,
            Repetitions = options.Seeds,
            Progress = progress,
        };
        explained.Ask(question, ready, options.Truncate, cancellationToken);
        return [.. explained.Explain(names, cancellationToken)
            .Select(document => new ExplainedText(document, configured, explained.Model, options.Seed))];
    }
}
