using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// For cores that do best with large batches, one at a time (a GPU): what several threads ask while the core is busy waits, and is
/// then computed in one call. Nobody waits for a batch to fill: a call that finds the core idle starts at once. Random twins are the core's
/// own, not gathered.
/// </summary>
/// <param name="inner">The core.</param>
public sealed class GatheringModel(IModel inner) : ModelDecorator(inner), IDisposable
{
    private readonly Gatherer<Query, Answer> _questions = new(inner.Answer);

    /// <summary>Callers whose queries wait for a call that has not begun.</summary>
    public int Waiting => _questions.Waiting;

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        _questions.Ask(queries, cancellationToken);

    public override IModel Randomized(int first, int count, ulong seed) => Inner.Randomized(first, count, seed);

    public void Dispose() => (Inner as IDisposable)?.Dispose();
}
