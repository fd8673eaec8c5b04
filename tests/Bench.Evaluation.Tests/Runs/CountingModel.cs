using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Predicts as another model does, counting calls and rows.</summary>
internal sealed class CountingModel(IModel inner) : IModel
{
    private int _calls;

    public Action<int> Called { get; init; } = _ => { };

    public long Rows { get; private set; }

    public ModelInfo Info => inner.Info;

    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        Called(++_calls);
        cancellationToken.ThrowIfCancellationRequested();
        Rows += queries.Count;
        return inner.Answer(queries, cancellationToken);
    }
}
