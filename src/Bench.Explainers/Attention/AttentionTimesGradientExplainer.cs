using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of <see cref="AttentionTimesGradientExplainer"/>.</summary>
public sealed record AttentionTimesGradientOptions
{
    /// <summary>Which rows of a map are read.</summary>
    [Description("Rows read: classification (of the token that the head reads, or of the explained token), or mean-over-queries")]
    public AttentionReading Read { get; init; } = AttentionReading.MeanOverQueries;

    /// <summary>Whether negative gradients count as zero.</summary>
    [Description("Count negative gradients as zero, as Grad-SAM does")]
    public bool Positive { get; init; }
}

/// <summary>
/// Attention × gradient (Serrano and Smith 2019; with positive gradients only: Grad-SAM, Barkan et al. 2021): every attention
/// weight times the derivative of the explained number by it, averaged over layers and heads.
/// </summary>
/// <param name="options">Rows read and sign.</param>
public sealed class AttentionTimesGradientExplainer(AttentionTimesGradientOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "attention-x-gradient",
        Name = "Attention × Gradient",
        Family = "attention",
        Needs = Ask.Attention | Ask.AttentionGradient,
        CostFormula = "1 forward and backward with maps",
        Citation = "Serrano and Smith 2019, Is Attention Interpretable?; Barkan et al. 2021, Grad-SAM (positive=true)",
        Summary = "Attention weights times the derivative by them, averaged over layers and heads",
        NeverNegativeWith = ["positive=true"],
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Query query = request.Query(Ask.AttentionGradient);
        Answer answer = request.Model.Answer(query, cancellationToken);
        ReadOnlyMemory<float> maps = answer.Maps.Data;
        ReadOnlyMemory<float> gradients = answer.MapGradients.Data;
        int layers = answer.Maps.Shape[0];
        int n = request.Input.Tokens.Length;
        double[,] mean = new double[n, n];
        for (int layer = 0; layer < layers; layer++)
        {
            double[,] product = AttentionMaps.MeanOverHeads(answer.Maps, layer, k =>
                (double)maps.Span[k] * (options.Positive ? Math.Max(0, gradients.Span[k]) : gradients.Span[k]));
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    mean[i, j] += product[i, j] / layers;
                }
            }
        }

        return Scores.Attribution(
            AttentionMaps.Read(mean, options.Read, request),
            request,
            (DiagnosticNames.InputValue, query.Readout!.Value(answer.Outputs)));
    }
}
