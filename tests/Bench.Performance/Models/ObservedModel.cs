using System.Collections.Concurrent;
using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Performance;

/// <summary>Passes questions on, and notes the size of each call and the time it takes.</summary>
/// <param name="inner">The model asked.</param>
internal sealed class ObservedModel(IModel inner) : ModelDecorator(inner)
{
    private readonly ConcurrentQueue<ModelCall> _calls = new();

    /// <summary>The calls so far.</summary>
    public IReadOnlyCollection<ModelCall> Calls => _calls;

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<Answer> answers = Inner.Answer(queries, cancellationToken);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        bool backward = queries[0].Readout is not null;
        double flops = queries.Sum(query => Info.ForwardFlops!(query.Row.Length)) * (backward ? 2 : 1);
        _calls.Enqueue(new ModelCall(queries.Count, queries.Sum(query => query.Row.Length), flops, seconds, backward));
        return answers;
    }
}
