using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The generic relevance of Chefer, Gur and Wolf (2021, equations 5 and 6) for encoders: R starts as the identity, and every layer adds
/// A' R, where A' is the mean over heads of the positive part of gradient × attention.
/// </summary>
/// <param name="options">Rows read.</param>
public sealed class CheferExplainer(AttentionReadingOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "chefer",
        Name = "Generic attention relevance (Chefer et al.)",
        Family = "attention",
        Needs = Ask.Attention | Ask.AttentionGradient,
        CostFormula = "1 forward and backward with maps",
        Citation = "Chefer, Gur and Wolf 2021, Generic Attention-model Explainability, equations 5 and 6",
        Summary = "Relevance propagated through the layers by the positive part of gradient times attention",
        IsNeverNegative = true,
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Query query = request.Query(Ask.AttentionGradient);
        Answer answer = request.Model.Answer(query, cancellationToken);
        return Scores.Attribution(
            AttentionMaps.Read(Relevance(answer.Maps, answer.MapGradients), options.Read, request),
            request,
            (DiagnosticNames.InputValue, query.Readout!.Value(answer.Outputs)));
    }

    /// <summary>R after the last layer, [n, n].</summary>
    internal static double[,] Relevance(Tensor maps, Tensor gradients)
    {
        int n = maps.Shape[2];
        double[,] relevance = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            relevance[i, i] = 1;
        }

        ReadOnlyMemory<float> map = maps.Data;
        ReadOnlyMemory<float> gradient = gradients.Data;
        for (int layer = 0; layer < maps.Shape[0]; layer++)
        {
            double[,] added = AttentionMaps.Multiply(
                AttentionMaps.MeanOverHeads(maps, layer, k => Math.Max(0, (double)gradient.Span[k] * map.Span[k])), relevance);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    relevance[i, j] += added[i, j];
                }
            }
        }

        return relevance;
    }
}
