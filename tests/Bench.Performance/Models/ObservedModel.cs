using System.Collections.Concurrent;
using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Performance;

/// <summary>Passes questions on, and notes the size of each call and the time it takes.</summary>
/// <param name="inner">The model asked.</param>
internal sealed class ObservedModel(IModel inner) : IGradientModel, IAttentionGradientModel
{
    private readonly ConcurrentQueue<ModelCall> _calls = new();

    public ModelInfo Info => inner.Info;

    /// <summary>The calls so far.</summary>
    public IReadOnlyCollection<ModelCall> Calls => _calls;

    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds) => inner.Require<IGradientModel>().WordEmbeddings(tokenIds);

    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        Note(rows, backward: false, () => inner.Predict(rows, cancellationToken));

    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        Note(
            [.. queries.Select(query => query.Row)],
            backward: true,
            () => inner.Require<IGradientModel>().Gradients(queries, cancellationToken));

    public IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        Note(rows, backward: false, () => inner.Require<IAttentionModel>().Attend(rows, cancellationToken));

    public IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        Note(
            [.. queries.Select(query => query.Row)],
            backward: true,
            () => inner.Require<IAttentionGradientModel>().AttentionGradients(queries, cancellationToken));

    private T Note<T>(IReadOnlyList<InputRow> rows, bool backward, Func<T> ask)
    {
        long start = Stopwatch.GetTimestamp();
        T answer = ask();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double flops = rows.Sum(row => Info.ForwardFlops!(row.Length)) * (backward ? 2 : 1);
        _calls.Enqueue(new ModelCall(rows.Count, rows.Sum(row => row.Length), flops, seconds, backward));
        return answer;
    }
}
