using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Whether a model and the explainers of a run can use an instance.</summary>
/// <param name="plan">The run.</param>
internal sealed class InstanceCheck(RunPlan plan)
{
    // Readers promise unique ids; one of a plug-in that breaks the promise would mix the scores of two texts.
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Tokens in the inputs of the instance that was checked last.</summary>
    public int Length { get; private set; }

    /// <summary>Why the instance cannot be used, or <see langword="null"/>.</summary>
    public BenchException? ProblemOf(Instance instance)
    {
        try
        {
            Check(instance);
            return null;
        }
        catch (BenchException problem)
        {
            return problem;
        }
    }

    private void Check(Instance instance)
    {
        LoadedModel model = plan.Model;
        IReadOnlyList<TaskInput> inputs = CaseInputs.Of(plan, instance);
        Length = inputs.Sum(input => input.Text.Tokens.Length);
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in plan.Explainers)
        {
            foreach (TaskInput input in inputs)
            {
                Explaining.Check(
                    explainer, model.Model.Info, model.Tokenizer, CaseInputs.InUnits(plan, instance, input.Text), instance.Source);
            }
        }

        for (int i = 0; i < instance.Edits.Length; i++)
        {
            CaseInputs.OfEdit(plan, instance, i);
        }

        CaseInputs.Mask(plan, instance);
        plan.Task.Instance.Check(model.Model.Info, inputs, instance, plan.Suite.Target);
        if (!_ids.Add(instance.Id))
        {
            throw new BenchException(
                $"A second instance has the id '{instance.Id}'", instance.Source, "Give every instance an id of its own");
        }
    }
}
