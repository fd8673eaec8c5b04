using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>
/// How scores become conclusions, and what was meant to be found before there were any scores. Part of a suite; the numbers themselves
/// do not depend on it. Every choice is explained in <c>docs/protocol.md</c>.
/// </summary>
public sealed record EvaluationProtocol
{
    /// <summary>The cases that metrics of plausibility are judged on.</summary>
    public PlausibilityCases Plausibility { get; init; } = PlausibilityCases.TrueClass;

    /// <summary>What a constant explanation counts as in paired comparisons; in ranks it is a random order always.</summary>
    public ConstantExplanations ConstantExplanations { get; init; } = ConstantExplanations.Missing;

    /// <summary>What was expected before the run, one sentence each.</summary>
    public ImmutableArray<string> Hypotheses { get; init; } = [];

    /// <summary>Explainers that were chosen before the run, by their names in tables; empty where nothing was registered.</summary>
    public ImmutableArray<string> Explainers { get; init; } = [];

    /// <summary>Metrics that were chosen before the run, by their names in tables; empty where nothing was registered.</summary>
    public ImmutableArray<string> Metrics { get; init; } = [];

    /// <summary>Whether anything was registered before the run.</summary>
    public bool IsRegistered => !Hypotheses.IsEmpty || !Explainers.IsEmpty || !Metrics.IsEmpty;

    /// <summary>Whether two protocols say the same.</summary>
    /// <param name="other">Another protocol.</param>
    public bool Equals(EvaluationProtocol? other) => other is not null && Plausibility == other.Plausibility
        && ConstantExplanations == other.ConstantExplanations && Hypotheses.SequenceEqual(other.Hypotheses)
        && Explainers.SequenceEqual(other.Explainers) && Metrics.SequenceEqual(other.Metrics);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Plausibility, ConstantExplanations, Hypotheses.Length, Explainers.Length, Metrics.Length);
}

/// <summary>The cases that metrics of plausibility are judged on.</summary>
public enum PlausibilityCases
{
    /// <summary>Those whose explained class is the true one, which is what people marked words for; the others stand apart.</summary>
    TrueClass,

    /// <summary>All of them.</summary>
    All,
}

/// <summary>What a constant explanation counts as.</summary>
public enum ConstantExplanations
{
    /// <summary>As no score.</summary>
    Missing,

    /// <summary>As the random order that it leaves: what the run's random scores get on the case.</summary>
    RandomOrder,
}
