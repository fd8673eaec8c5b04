using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>A model that answers for every way to draw its layers anew with a model given for it.</summary>
/// <param name="model">The model as trained.</param>
/// <param name="layers">How many layers can be drawn anew.</param>
/// <param name="randomized">The model with <c>count</c> layers from <c>first</c> on drawn anew by a seed.</param>
public sealed class RandomizableModel(IModel model, int layers, Func<int, int, ulong, IModel> randomized) : ModelDecorator(model)
{
    public override ModelInfo Info => Inner.Info with { RandomizableLayers = layers };

    public override IModel Randomized(int first, int count, ulong seed) => randomized(first, count, seed);

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        Inner.Answer(queries, cancellationToken);
}
