using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Whether a model and the explainers of a run can use an instance.</summary>
/// <param name="plan">The run.</param>
internal sealed class InstanceCheck(RunPlan plan)
{
    // Readers promise unique ids; one of a plug-in that breaks the promise would mix the scores of two texts.
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

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
        TokenizedText input = InputPolicy.Tokenize(model.Tokenizer, instance.Text, instance.TextPair, plan.Suite.Truncate, instance.Source);
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in plan.Explainers)
        {
            Explaining.Check(explainer, model.Model.Info, model.Tokenizer, input, instance.Source);
        }

        foreach ((int i, TextEdit edit) in instance.Edits.Index())
        {
            InputPolicy.TokenizeEdit(model.Tokenizer, edit, i, plan.Suite.Truncate, instance.Source);
        }

        if (instance.Label is not null)
        {
            ModelLabels.Find(model.Model.Info, instance.Label, instance.Source);
        }
        else if (plan.Suite.Target == TargetChoice.True)
        {
            throw new BenchException(
                "The instance has no label, but the suite explains the true class", instance.Source, "Add the label, or set 'target: predicted'");
        }

        if (!_ids.Add(instance.Id))
        {
            throw new BenchException($"A second instance has the id '{instance.Id}'", instance.Source, "Give every instance an id of its own");
        }
    }
}
