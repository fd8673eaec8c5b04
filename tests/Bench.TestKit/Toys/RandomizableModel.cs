using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>A model that answers for every way to draw its layers anew with a model given for it.</summary>
/// <param name="model">The model as trained.</param>
/// <param name="layers">How many layers can be drawn anew.</param>
/// <param name="randomized">The model with <c>count</c> layers from <c>first</c> on drawn anew by a seed.</param>
public sealed class RandomizableModel(IGradientModel model, int layers, Func<int, int, ulong, IGradientModel> randomized)
    : IGradientModel, IRandomizableModel
{
    public ModelInfo Info => model.Info;

    public int RandomizableLayers => layers;

    public IModel Randomized(int first, int count, ulong seed) => randomized(first, count, seed);

    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds) => model.WordEmbeddings(tokenIds);

    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        model.Predict(rows, cancellationToken);

    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        model.Gradients(queries, cancellationToken);
}
