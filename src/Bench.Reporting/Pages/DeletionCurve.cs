using System.Collections.Immutable;

namespace Bench.Reporting;

/// <summary>What the model says of the target while what an explanation ranks first is removed.</summary>
/// <param name="Of">What the values are: probabilities or outputs.</param>
/// <param name="Order">The units in the order of their removal, each as the positions of its tokens.</param>
/// <param name="Counts">How many units are removed at each point; the first is 0.</param>
/// <param name="Values">The value there.</param>
internal sealed record DeletionCurve(
    string Of, ImmutableArray<ImmutableArray<int>> Order, ImmutableArray<int> Counts, ImmutableArray<double> Values);
