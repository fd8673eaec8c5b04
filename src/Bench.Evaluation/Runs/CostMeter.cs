using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Counts what is asked of a model. Safe for concurrent use.</summary>
public sealed class CostMeter
{
    private long _forward;
    private long _backward;
    private long _tokens;
    private double _flops;
    private readonly Lock _gate = new();

    /// <summary>Rows predicted, those of gradient queries included.</summary>
    public long RowsForward => Interlocked.Read(ref _forward);

    /// <summary>Rows differentiated.</summary>
    public long RowsBackward => Interlocked.Read(ref _backward);

    /// <summary>Tokens in the forward rows.</summary>
    public long Tokens => Interlocked.Read(ref _tokens);

    /// <summary>Floating-point operations, a backward row counted as its forward row; 0 where the model cannot say.</summary>
    public double Flops
    {
        get
        {
            lock (_gate)
            {
                return _flops;
            }
        }
    }

    /// <summary>Counts forward rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="info">The model asked.</param>
    /// <param name="backward">Whether each row is differentiated too.</param>
    public void Count(IEnumerable<InputRow> rows, ModelInfo info, bool backward = false)
    {
        long count = 0;
        long tokens = 0;
        double flops = 0;
        foreach (InputRow row in rows)
        {
            count++;
            tokens += row.Length;
            flops += (info.ForwardFlops?.Invoke(row.Length) ?? 0) * (backward ? 2 : 1);
        }

        Interlocked.Add(ref _forward, count);
        Interlocked.Add(ref _backward, backward ? count : 0);
        Interlocked.Add(ref _tokens, tokens);
        lock (_gate)
        {
            _flops += flops;
        }
    }

    /// <summary>Counts comparisons of two points: a forward row for each of two different ones, and a backward row.</summary>
    /// <param name="queries">The comparisons.</param>
    /// <param name="info">The model asked.</param>
    public void CountContrast(IReadOnlyList<ContrastQuery> queries, ModelInfo info)
    {
        Count(queries.Select(query => query.Row), info, backward: true);
        Count(queries.Where(query => !query.From.Equals(query.To)).Select(query => query.Row), info);
    }

    /// <summary>Counts what mixing maps take: value zeroing computes every layer of a row again for each of its tokens.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="kind">How contributions are measured.</param>
    /// <param name="info">The model asked.</param>
    public void CountMixing(IEnumerable<InputRow> rows, TokenMixing kind, ModelInfo info) =>
        Count(kind == TokenMixing.ValueZeroing ? rows.SelectMany(row => Enumerable.Repeat(row, row.Length + 1)) : rows, info);

    /// <summary>The cost so far.</summary>
    /// <param name="elapsed">Wall-clock time to report with it.</param>
    public Cost ToCost(TimeSpan elapsed) => new(RowsForward, RowsBackward, Tokens, elapsed) { Flops = Flops };
}
