using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Tasks;

namespace Bench.Cli;

/// <summary>What a model is used for and which of its outputs is meant: the options that the commands for one text share.</summary>
internal sealed class TaskOptions
{
    private readonly Option<string?> _task = new("--task")
    {
        Description = "The task and its options (see `list tasks`); read from the model's architecture unless given.",
        HelpName = "ID[:key=value,…]",
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "Candidate labels of zero-shot classification.",
        HelpName = "a,b",
    };

    private readonly Option<string?> _template = new("--hypothesis-template")
    {
        Description = "Hypothesis of zero-shot classification; {} stands for the label.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _aggregation = new("--aggregation")
    {
        Description = "How labelled tokens become entities.",
        HelpName = "none|simple|first|average|max",
    };

    private readonly Option<string?> _ignoreLabels = new("--ignore-labels")
    {
        Description = "Labels of tokens that are no entity and are not explained unless named; O unless given.",
        HelpName = "a,b",
    };

    private readonly Option<string?> _ignoreIndexes = new("--ignore-indexes")
    {
        Description = "Positions of tokens that are not explained unless named.",
        HelpName = "i,j",
    };

    private readonly Option<string?> _against = new("--against")
    {
        Description = "Another target, whose number is taken off: why the one and not the other.",
        HelpName = "TARGET",
    };

    private readonly Option<bool> _flip = new("--flip") { Description = "Explain what lowers the number, in regression." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_task, _labels, _template, _aggregation, _ignoreLabels, _ignoreIndexes, _against, _flip])
        {
            command.Add(option);
        }
    }

    /// <summary>The question that the command line asks.</summary>
    public TaskQuestion Question(ParseResult parsed, string text, string? pair) => new(text, pair)
    {
        Labels = parsed.GetValue(_labels) is { } labels ? [.. labels.Split(',', StringSplitOptions.TrimEntries)] : [],
    };

    /// <summary>The targets that the command line names.</summary>
    public TargetNames Names(ParseResult parsed, string? target) => new(target, parsed.GetValue(_against), parsed.GetValue(_flip));

    /// <summary>
    /// The model, made ready for task and targets: a language model for continuations of the text, outputs read as the task does.
    /// </summary>
    /// <exception cref="BenchException">A continuation does not fit the text or the vocabulary.</exception>
    public LoadedModel Ready(BenchServices services, LoadedModel loaded, TaskQuestion question, TargetNames names, ParseResult parsed) =>
        loaded with
        {
            Model = services.Tasks.ReadBy(
                ContinuationTask.ModelFor(
                    loaded.Model, loaded.Tokenizer, question.Text, names, Named(services, parsed)?.Id == ContinuationTask.Descriptor.Id),
                Named(services, parsed)?.ToString()),
        };

    /// <summary>The task asked for, or the one that fits the model and the question.</summary>
    /// <exception cref="BenchException">There is no such task, or the model cannot be used for it.</exception>
    public Configured<TaskDescriptor, ITask> Choose(BenchServices services, ModelInfo model, TaskQuestion question, ParseResult parsed)
    {
        ComponentSpec spec = Named(services, parsed) ?? ComponentSpec.Parse(services.Tasks.MeantBy(model, question));
        foreach ((Option<string?> option, string key) in ((Option<string?>, string)[])
            [(_template, "hypothesis-template"), (_aggregation, "aggregation"), (_ignoreLabels, "ignore-labels"),
                (_ignoreIndexes, "ignore-indexes")])
        {
            if (parsed.GetValue(option) is { } value)
            {
                spec = spec with { Options = spec.Options.SetItem(key, value) };
            }
        }

        return services.Tasks.RequireFit(services.Tasks.Configure(spec), model, "--task");
    }

    private ComponentSpec? Named(BenchServices services, ParseResult parsed) =>
        parsed.GetValue(_task) is { } task ? services.Tasks.Meant(ComponentSpec.Parse(task)) : null;
}
