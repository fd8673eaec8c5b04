using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Raw attention: what the token that the head reads (or the average token) attends to, over all or chosen layers and heads. It does not
/// depend on the target, and whether it explains anything is disputed (Jain and Wallace 2019; Wiegreffe and Pinter 2019).
/// </summary>
public sealed class AttentionExplainer : IExplainer
{
    private readonly AttentionOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Aggregation, layers, heads and reading.</param>
    /// <exception cref="BenchException">A layer or head is not a whole number from 0 on.</exception>
    public AttentionExplainer(AttentionOptions options)
    {
        RequireIndices(options.Layers, "layers");
        RequireIndices(options.Heads, "heads");
        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "attention",
        Name = "Raw attention",
        Family = "attention",
        Needs = Ask.Attention,
        CostFormula = "1 forward with maps",
        Citation = "Jain and Wallace 2019, Attention is not Explanation; Wiegreffe and Pinter 2019, Attention is not not Explanation",
        Summary =
            "Attention of the token that the head reads, median over layers and heads (or mean, max, chosen ones); ignores the target",
        IsSigned = false,
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input)
    {
        Indices(_options.Layers, model.Layers, "layers");
        Indices(_options.Heads, model.Heads, "heads");
    }

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        int[] layers = Indices(_options.Layers, request.Model.Info.Layers, "layers");
        int[] heads = Indices(_options.Heads, request.Model.Info.Heads, "heads");
        Tensor maps = request.Model.Answer(request.Query(Ask.Attention), cancellationToken).Maps;
        double[,] map = AttentionMaps.Aggregate(maps, _options.Aggregate, _options.Order, layers, heads);
        return Scores.Attribution(AttentionMaps.Read(map, _options.Read, request), request);
    }

    private static void RequireIndices(ImmutableArray<double> indices, string key)
    {
        if (indices.Any(index => index < 0 || index != Math.Floor(index)))
        {
            throw new BenchException(
                $"The {key} '{string.Join(';', indices)}' are not all whole numbers from 0 on",
                $"{Descriptor.Id}:{key}",
                "Write for example 0;1;3");
        }
    }

    private static int[] Indices(ImmutableArray<double> chosen, int count, string key)
    {
        if (chosen.Any(index => index >= count))
        {
            throw new BenchException(
                $"The model has no {key} {chosen.Max()}", $"{Descriptor.Id}:{key}", $"Allowed with this model: 0 to {count - 1}");
        }

        return chosen.IsEmpty ? [.. Enumerable.Range(0, count)] : [.. chosen.Select(index => (int)index).Distinct()];
    }
}
