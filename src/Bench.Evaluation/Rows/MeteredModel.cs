using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Passes every question on to a model and counts it.</summary>
/// <param name="inner">The model asked.</param>
/// <param name="meter">Where it is counted.</param>
public sealed class MeteredModel(IModel inner, CostMeter meter) : ModelDecorator(inner), IRememberingModel
{
    public TimeSpan Saved => (Inner as IRememberingModel)?.Saved ?? TimeSpan.Zero;

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        meter.Count(queries, Info);
        return Inner.Answer(queries, cancellationToken);
    }
}
