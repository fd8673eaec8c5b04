using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// What the explained token's final state takes from each input token, by contributions measured inside every layer instead of by raw
/// attention. The residual connection is part of what is measured, so no identity is mixed in. It does not depend on the target.
/// </summary>
public sealed class TokenMixingExplainer : IExplainer
{
    private readonly TokenMixingOptions _options;
    private readonly TokenMixing _kind;

    private TokenMixingExplainer(TokenMixingOptions options, TokenMixing kind)
    {
        _options = options;
        _kind = kind;
    }

    /// <summary>Id and description of Value Zeroing.</summary>
    public static ExplainerDescriptor ValueZeroingDescriptor { get; } = new()
    {
        Id = "value-zeroing",
        Name = "Value Zeroing",
        Family = "attention",
        Needs = Ask.Mixing,
        CostFormula = "n + 1 forward: every layer again without each token's values",
        Citation = "Mohebbi et al. 2023, Quantifying Context Mixing in Transformers (Value Zeroing)",
        Summary = "How far each token's state moves when another token's value vector is zeroed, over all layers; ignores the target",
        IsSigned = false,
    };

    /// <summary>Id and description of ALTI.</summary>
    public static ExplainerDescriptor AltiDescriptor { get; } = new()
    {
        Id = "alti",
        Name = "ALTI (Aggregation of Layer-wise Token-to-Token Interactions)",
        Family = "attention",
        Needs = Ask.Mixing,
        CostFormula = "1 forward, and each layer's attention output taken apart by tokens",
        Citation = "Ferrando, Gállego and Costa-jussà 2022, Measuring the Mixing of Contextual Information in the Transformer (ALTI)",
        Summary = "How near each token's part of the attention output is to the whole, multiplied over the layers; ignores the target",
        IsSigned = false,
    };

    /// <summary>Makes a Value Zeroing explainer.</summary>
    /// <param name="options">Layers and rows read.</param>
    public static IExplainer ValueZeroing(TokenMixingOptions options) => new TokenMixingExplainer(options, TokenMixing.ValueZeroing);

    /// <summary>Makes an ALTI explainer.</summary>
    /// <param name="options">Layers and rows read.</param>
    public static IExplainer Alti(TokenMixingOptions options) => new TokenMixingExplainer(options, TokenMixing.Alti);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Tensor maps = request.Model.Answer(request.Query(Ask.Mixing) with { Mixing = _kind }, cancellationToken).Mixing;
        double[][,] layers = [.. Enumerable.Range(0, maps.Shape[0]).Select(layer => Layer(maps[layer]))];
        double[,] map = _options.Layers switch
        {
            LayerAggregate.Rollout => layers.Aggregate((below, layer) => AttentionMaps.Multiply(layer, below)),
            LayerAggregate.Mean => Mean(layers),
            _ => layers[^1],
        };
        return Scores.Attribution(AttentionMaps.Read(map, _options.Read, request), request);
    }

    private static double[,] Layer(Tensor map)
    {
        int n = map.Shape[0];
        double[,] result = new double[n, n];
        for (int i = 0; i < n * n; i++)
        {
            result[i / n, i % n] = map.Span[i];
        }

        return result;
    }

    private static double[,] Mean(double[][,] layers)
    {
        int n = layers[0].GetLength(0);
        double[,] mean = new double[n, n];
        for (int i = 0; i < n * n; i++)
        {
            mean[i / n, i % n] = layers.Average(layer => layer[i / n, i % n]);
        }

        return mean;
    }
}
