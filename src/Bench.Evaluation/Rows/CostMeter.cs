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

    /// <summary>Counts what queries take.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="info">The model asked.</param>
    public void Count(IReadOnlyList<Query> queries, ModelInfo info)
    {
        (long forward, long backward, long tokens, double flops) = (0, 0, 0, 0);
        foreach (Query query in queries)
        {
            (int ahead, int back) = RowsOf(query);
            forward += ahead;
            backward += back;
            tokens += (long)ahead * query.Row.Length;
            flops += (info.ForwardFlops?.Invoke(query.Row.Length) ?? 0) * (ahead + back);
        }

        Interlocked.Add(ref _forward, forward);
        Interlocked.Add(ref _backward, backward);
        Interlocked.Add(ref _tokens, tokens);
        lock (_gate)
        {
            _flops += flops;
        }
    }

    // Value zeroing computes every layer of a row again for each of its tokens; a comparison takes a forward row for each of two different
    // points. Formulas and position embeddings are looked up.
    private static (int Forward, int Backward) RowsOf(Query query)
    {
        Ask ask = query.Ask;
        int backward = Times(Ask.Gradient) + Times(Ask.GradientSums) + Times(Ask.AttentionGradient) + Times(Ask.Contrast);
        int forward = backward + Times(Ask.States)
            + (ask == Ask.Outputs || (ask.HasFlag(Ask.Attention) && !ask.HasFlag(Ask.AttentionGradient)) ? 1 : 0)
            + (Times(Ask.Mixing) * (query.Mixing == TokenMixing.ValueZeroing ? query.Row.Length + 1 : 1))
            + (query.Between is { } between && !between.From.Equals(between.To) ? Times(Ask.Contrast) : 0);
        return (forward, backward);

        int Times(Ask part) => ask.HasFlag(part) ? 1 : 0;
    }

    /// <summary>The cost so far.</summary>
    /// <param name="elapsed">Wall-clock time to report with it.</param>
    public Cost ToCost(TimeSpan elapsed) => new(RowsForward, RowsBackward, Tokens, elapsed) { Flops = Flops };
}
