using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Attention flow (Abnar and Zuidema 2020, section 3): the maximum flow from the token that the head reads above the last layer to each
/// input token, through a network whose capacities are the attention maps with their residual connections. A head that reads the mean
/// takes the same share from every token. It does not depend on the target. One maximum flow per token: for texts of up to 128 tokens.
/// </summary>
public sealed class AttentionFlowExplainer : IExplainer
{
    private const int MostTokens = 128;

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "attention-flow",
        Name = "Attention flow",
        Family = "attention",
        Needs = Ask.Attention,
        CostFormula = "1 forward with maps, n maximum flows",
        Citation = "Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers, section 3",
        Summary = "Maximum flow from the token that the head reads to each input token through the attention maps; ignores the target",
        IsSigned = false,
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => Require(input.Tokens.Length);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Require(request.Input.Tokens.Length);
        Tensor maps = request.Model.Answer(request.Query(Ask.Attention), cancellationToken).Maps;
        double[] flows = Flows(
            [.. Enumerable.Range(0, maps.Shape[0]).Select(layer => AttentionMaps.WithResidual(maps, layer))],
            AttentionMaps.Reader(request));
        return Scores.Attribution([.. flows], request);
    }

    private static void Require(int tokens)
    {
        if (tokens > MostTokens)
        {
            throw new BenchException(
                $"{tokens} tokens are too many for one maximum flow each", Descriptor.Id,
                $"Allowed: 1 to {MostTokens} tokens. Take attention-rollout");
        }
    }

    /// <summary>Flows from a token above the last layer to every token below the first.</summary>
    /// <param name="layers">Capacities [n, n] of each layer, first layer first.</param>
    /// <param name="source">
    /// The token above the last layer; <see langword="null"/> for a state above all tokens, which takes 1 / n of each.
    /// </param>
    internal static double[] Flows(double[][,] layers, int? source)
    {
        int n = layers[0].GetLength(0), top = layers.Length * n, above = top + n;
        var network = new MaximumFlow(above + 1);
        for (int token = 0; source is null && token < n; token++)
        {
            network.Add(above, top + token, 1.0 / n);
        }

        for (int layer = 0; layer < layers.Length; layer++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    network.Add(((layer + 1) * n) + i, (layer * n) + j, layers[layer][i, j]);
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(token => network.Between(source is { } reader ? top + reader : above, token))];
    }
}
