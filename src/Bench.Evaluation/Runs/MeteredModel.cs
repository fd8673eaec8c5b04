using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Passes every question on to a model and counts it.</summary>
/// <param name="inner">The model asked.</param>
/// <param name="meter">Where it is counted.</param>
public sealed class MeteredModel(IModel inner, CostMeter meter)
    : IGradientModel, IAttentionGradientModel, IExactModel, ITokenMixingModel, ILayerModel, IRandomizableModel, IStoredModel
{
    public ModelInfo Info => inner.Info;

    public TimeSpan Saved => inner.Capability<IStoredModel>()?.Saved ?? TimeSpan.Zero;

    public T? Capability<T>()
        where T : class, IModel => inner.Capability<T>() is null ? null : this as T;

    public double[] ExactAttribution(InputRow row, Target target) => inner.Require<IExactModel>().ExactAttribution(row, target);

    public int RandomizableLayers => inner.Require<IRandomizableModel>().RandomizableLayers;

    public IModel Randomized(int first, int count, ulong seed) =>
        new MeteredModel(inner.Require<IRandomizableModel>().Randomized(first, count, seed), meter);

    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds) => inner.Require<IGradientModel>().WordEmbeddings(tokenIds);

    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default)
    {
        meter.Count(rows, Info);
        return inner.Predict(rows, cancellationToken);
    }

    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default)
    {
        meter.Count(queries.Select(query => query.Row), Info, backward: true);
        return inner.Require<IGradientModel>().Gradients(queries, cancellationToken);
    }

    public IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default)
    {
        meter.Count(rows, Info);
        return inner.Require<IAttentionModel>().Attend(rows, cancellationToken);
    }

    public IReadOnlyList<Tensor> Mix(IReadOnlyList<InputRow> rows, TokenMixing kind, CancellationToken cancellationToken = default)
    {
        meter.CountMixing(rows, kind, Info);
        return inner.Require<ITokenMixingModel>().Mix(rows, kind, cancellationToken);
    }

    public Tensor PositionEmbeddings(InputRow row) => inner.Require<ILayerModel>().PositionEmbeddings(row);

    public Tensor States(InputRow row, int layer, CancellationToken cancellationToken = default)
    {
        meter.Count([row], Info);
        return inner.Require<ILayerModel>().States(row, layer, cancellationToken);
    }

    public IReadOnlyList<RowContrast> Contrast(IReadOnlyList<ContrastQuery> queries, CancellationToken cancellationToken = default)
    {
        meter.CountContrast(queries, Info);
        return inner.Require<ILayerModel>().Contrast(queries, cancellationToken);
    }

    public IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default)
    {
        meter.Count(queries.Select(query => query.Row), Info, backward: true);
        return inner.Require<IAttentionGradientModel>().AttentionGradients(queries, cancellationToken);
    }
}
