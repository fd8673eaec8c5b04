using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// For cores that do best with large batches, one at a time (a GPU): what several threads ask while the core is busy waits, and is
/// then computed in one call. Nobody waits for a batch to fill: a call that finds the core idle starts at once. Only predictions and
/// gradients are gathered; other capabilities are the core's own.
/// </summary>
/// <param name="inner">The core.</param>
public sealed class GatheringModel(IModel inner) : IGradientModel, IDisposable
{
    private readonly Gatherer<InputRow, Tensor> _predictions = new(inner.Predict);
    private readonly Gatherer<GradientQuery, RowGradient> _gradients = new(
        (queries, cancellationToken) => inner.Require<IGradientModel>().Gradients(queries, cancellationToken));

    public ModelInfo Info => inner.Info;

    /// <summary>Callers of <see cref="Predict"/> whose rows wait for a call that has not begun.</summary>
    public int Waiting => _predictions.Waiting;

    public T? Capability<T>()
        where T : class, IModel
    {
        T? offered = inner.Capability<T>();
        return offered is null ? null : (this as T) ?? offered;
    }

    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds) => inner.Require<IGradientModel>().WordEmbeddings(tokenIds);

    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        _predictions.Ask(rows, cancellationToken);

    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        _gradients.Ask(queries, cancellationToken);

    public void Dispose() => (inner as IDisposable)?.Dispose();
}
