using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>An instance whose explainers several threads evaluate.</summary>
/// <param name="open">Tokenizes and predicts it; called once, by whoever comes first.</param>
/// <param name="explainers">How many explainers there are.</param>
internal sealed class InstanceWork(Func<InstanceEvaluator> open, int explainers)
{
    private readonly Lazy<InstanceEvaluator> _evaluator = new(open);
    private int _left = explainers;

    /// <summary>What evaluates it.</summary>
    public InstanceEvaluator Evaluator => _evaluator.Value;

    /// <summary>Counts an explainer that is done; whether it was the last.</summary>
    public bool IsLast() => --_left == 0;
}

/// <summary>What one thread does at a time.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Explainer">One of its explainers.</param>
internal sealed record ExplainerWork(InstanceWork Instance, Configured<ExplainerDescriptor, IExplainer> Explainer);
