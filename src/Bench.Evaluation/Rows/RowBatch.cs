using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What a batch has of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Indices">Indices of its queries.</param>
internal readonly record struct RowShare(RowRequest Request, int[] Indices)
{
    /// <summary>Its queries.</summary>
    public IEnumerable<Query> Queries
    {
        get
        {
            RowRequest request = Request;
            return Indices.Select(index => request.Queries[index]);
        }
    }
}

/// <summary>What came of it.</summary>
/// <param name="Answers">An answer for each query, or <see langword="null"/>.</param>
/// <param name="Failure">Why there are none.</param>
internal readonly record struct RowShareResult(IReadOnlyList<Answer>? Answers, Exception? Failure);

/// <summary>Queries of several callers in one call of a model; an answer does not depend on the queries beside it.</summary>
internal static class RowBatch
{
    /// <summary>Asks. One bad query must not fail the others: after a failure each share is asked alone, and gets its own error.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The shares.</param>
    public static RowShareResult[] Compute(IModel model, IReadOnlyList<RowShare> batch) =>
        (batch.Count > 1 ? Together(model, batch) : null) ?? [.. batch.Select(share => Alone(model, share))];

    private static RowShareResult[]? Together(IModel model, IReadOnlyList<RowShare> batch)
    {
        CancellationToken first = batch[0].Request.Cancellation;
        bool isShared = batch.All(share => share.Request.Cancellation == first);
        IReadOnlyList<Answer> answers;
        try
        {
            answers = model.Answer([.. batch.SelectMany(share => share.Queries)], isShared ? first : CancellationToken.None);
        }
        catch (Exception)
        {
            return null;
        }

        var results = new RowShareResult[batch.Count];
        for (int i = 0, start = 0; i < results.Length; start += batch[i++].Indices.Length)
        {
            CancellationToken cancellation = batch[i].Request.Cancellation;
            results[i] = cancellation.IsCancellationRequested
                ? new RowShareResult(null, new OperationCanceledException(cancellation))
                : new RowShareResult([.. answers.Skip(start).Take(batch[i].Indices.Length)], null);
        }

        return results;
    }

    private static RowShareResult Alone(IModel model, RowShare share)
    {
        try
        {
            share.Request.Cancellation.ThrowIfCancellationRequested();
            return new RowShareResult(model.Answer([.. share.Queries], share.Request.Cancellation), null);
        }
        catch (Exception exception)
        {
            return new RowShareResult(null, exception);
        }
    }
}
