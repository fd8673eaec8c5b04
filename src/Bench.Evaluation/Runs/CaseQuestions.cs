using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>One thing that a run explains in a row, with what its explanations are judged against.</summary>
/// <param name="Name">Name of the target.</param>
/// <param name="Request">What explainers are asked.</param>
/// <param name="Document">What is written of it, without explanations.</param>
internal sealed record CaseQuestion(string Name, ExplanationRequest Request, ExplanationDocument Document)
{
    /// <summary>One entry per annotator: for every token whether the rationale touches it.</summary>
    public ImmutableArray<ImmutableArray<bool>> Rationales { get; init; } = [];

    /// <summary>Whether each pixel of a picture is marked; empty for texts, and where nobody marked any.</summary>
    public ImmutableArray<bool> Mask { get; init; } = [];

    /// <summary>Edits of the text that keep its meaning.</summary>
    public ImmutableArray<EditedInput> Edits { get; init; } = [];

    /// <summary>Fills tokens in for metrics that ask for it, where the run has a language model.</summary>
    public IInfill? Infill { get; init; }
}

/// <summary>Everything that a run explains in a row.</summary>
/// <param name="plan">The run.</param>
/// <param name="instance">The row.</param>
/// <param name="context">Its inputs and what the model gave for them.</param>
internal sealed class CaseQuestions(RunPlan plan, Instance instance, TaskContext context)
{
    /// <summary>The targets in order; none where nothing is predicted that could be explained.</summary>
    /// <param name="model">The model as explainers and metrics ask it.</param>
    public IEnumerable<CaseQuestion> Of(IModel model)
    {
        ImmutableArray<ImmutableArray<bool>>[] rationales =
            [.. context.Inputs.Select(input => RationaleMap.ToTokens(input.Text, instance.Rationales))];
        ImmutableArray<EditedInput>[] edits = [.. context.Inputs.Select((_, i) => Edits(i))];
        ImmutableArray<bool> mask = CaseInputs.Mask(plan, instance);
        ITaskAnswer? answer = plan.NamedTask?.Instance.Decide(context);
        return plan.Task.Instance.Cases(context, instance, plan.Suite.Target).Select(one =>
        {
            TaskTarget target = one.Target;
            ExplanationRequest request = Request(model, target);
            return new CaseQuestion(target.Name, request, Document(request, one, answer))
            {
                Rationales = rationales[target.Input],
                Mask = mask,
                Edits = edits[target.Input],
            };
        });
    }

    private ExplanationRequest Request(IModel model, TaskTarget target) => new()
    {
        Model = model,
        Tokenizer = context.Tokenizer,
        Input = CaseInputs.InUnits(plan, instance, context.Inputs[target.Input].Text),
        Target = target.Target,
        Quantity = plan.Suite.Quantity,

        // Where an output of the one text says which target it is, its number does, whatever labels are called.
        Seed = DeterministicRandom.Derive(
            plan.Suite.Seed,
            $"{instance.Id}/{(context.Inputs.Count == 1 && target.Target.Position is null ? target.Target.Output : target.Name)}"),
    };

    private ExplanationDocument Document(ExplanationRequest request, CaseTarget one, ITaskAnswer? answer) => new()
    {
        Model = context.Model,
        Instance = instance,
        Input = request.Input,
        Target = request.Target,
        TargetName = one.Target.Name == TargetAnswers.Label(context.Model, request.Target) ? null : one.Target.Name,
        Task = plan.NamedTask?.Descriptor.Id,
        Case = plan.NamedTask is null ? null : one,
        Answer = answer,
        Quantity = request.Quantity,
        Logits = context.Logits[one.Target.Input],
        Explanations = [],
        Special = context.Tokenizer.Special,
        WithSeconds = false,
    };

    private ImmutableArray<EditedInput> Edits(int input) => [.. instance.Edits.Select((edit, i) =>
    {
        TokenizedText edited = CaseInputs.OfEdit(plan, instance, i)[input].Text;

        // Given segments are of the text, and say nothing of its edits.
        TokenizedText parted = plan.Suite.Units.Granularity == Granularity.Segments ? edited : edited.InUnits(plan.Suite.Units);
        return new EditedInput(parted, EditAlignment.Of(context.Inputs[input].Text, edited, edit.Alignment));
    })];
}
