using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>
/// A model whose rows are cut and spread over threads as the managed core does it, but whose threads only wait, by a clock of their own: so
/// 16 logical threads can be watched on a machine with fewer. Its answers are a tiny model's.
/// </summary>
/// <param name="inner">The tiny model.</param>
/// <param name="config">Its configuration.</param>
/// <param name="threads">Threads that all calls share.</param>
/// <param name="clock">What they wait by.</param>
internal sealed class WaitingModel(IModel inner, EncoderConfig config, int threads, VirtualClock clock) : ModelDecorator(inner)
{
    private const double SecondsPerToken = 0.002;
    private const int ChunkTokens = 192;
    private const int BackwardFactor = 3;

    private readonly ChunkScheduler _scheduler = new(TimeSpan.Zero);
    private readonly Lock _gate = new();
    private double _busy;
    private long _rows;

    /// <summary>Rows asked.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Seconds that threads were waiting for a chunk, all together.</summary>
    public double Busy => _busy;

    /// <inheritdoc/>
    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Answer> answers = Inner.Answer(queries, cancellationToken);
        Interlocked.Add(ref _rows, queries.Count);
        using var share = _scheduler.Enter(threads);
        var plan = new BatchPlan(config);
        plan.Build([.. queries.Select(query => query.Row)], false, new ChunkLimits(share.Threads, ChunkTokens, long.MaxValue, null));
        double token = SecondsPerToken * (queries[0].Readout is null ? 1 : BackwardFactor);
        _scheduler.Run(plan.Chunks.Count, threads, chunk => Wait(plan.Chunks[chunk].Tokens * token), cancellationToken);
        return answers;
    }

    private void Wait(double seconds)
    {
        clock.Wait(seconds);
        lock (_gate)
        {
            _busy += seconds;
        }
    }
}
