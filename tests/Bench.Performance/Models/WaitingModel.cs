using System.Diagnostics;
using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>
/// A model whose rows are cut and spread over threads as the managed core does it, but whose threads only wait: so 16 logical threads can
/// be watched on a machine with fewer. Its answers are a tiny model's.
/// </summary>
/// <param name="inner">The tiny model.</param>
/// <param name="config">Its configuration.</param>
/// <param name="threads">Threads that all calls share.</param>
internal sealed class WaitingModel(IModel inner, EncoderConfig config, int threads) : ModelDecorator(inner)
{
    private const double MillisecondsPerToken = 2;
    private const int ChunkTokens = 192;
    private const int BackwardFactor = 3;

    private readonly Lock _gate = new();
    private long _busy;
    private long _rows;
    private long _first = long.MaxValue;
    private long _last;

    /// <summary>Rows asked.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>The share of all threads that was waiting for a chunk, on average from the first call to the last.</summary>
    public double Busy => (double)_busy / threads / (_last - _first);

    /// <inheritdoc/>
    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Answer> answers = Inner.Answer(queries, cancellationToken);
        Interlocked.Add(ref _rows, queries.Count);
        using var share = ThreadShare.Of(threads);
        var plan = new BatchPlan(config);
        plan.Build([.. queries.Select(query => query.Row)], false, new ChunkLimits(share.Threads, ChunkTokens, long.MaxValue, null));
        double token = MillisecondsPerToken * (queries[0].Readout is null ? 1 : BackwardFactor);
        ChunkScheduler.Run(plan.Chunks.Count, share.Threads, chunk => Wait(plan.Chunks[chunk].Tokens * token), cancellationToken);
        return answers;
    }

    private void Wait(double milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        Thread.Sleep(TimeSpan.FromMilliseconds(milliseconds));
        long end = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            _busy += end - start;
            _first = Math.Min(_first, start);
            _last = Math.Max(_last, end);
        }
    }
}
