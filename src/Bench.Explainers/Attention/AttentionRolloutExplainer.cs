using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Attention rollout (Abnar and Zuidema 2020, section 3): the layers' mean attention maps, each mixed half and half with the residual
/// connection, multiplied from the first layer to the last. It does not depend on the target.
/// </summary>
/// <param name="options">Rows read.</param>
public sealed class AttentionRolloutExplainer(AttentionReadingOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "attention-rollout",
        Name = "Attention rollout",
        Family = "attention",
        Needs = Ask.Attention,
        CostFormula = "1 forward with maps",
        Citation = "Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers, section 3",
        Summary = "Product of the layers' attention maps with their residual connections; ignores the target",
        IsSigned = false,
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Tensor maps = request.Model.Answer(request.Query(Ask.Attention), cancellationToken).Maps;
        return Scores.Attribution(AttentionMaps.Read(Rollout(maps), options.Read, request), request);
    }

    /// <summary>M_L … M_2 M_1.</summary>
    internal static double[,] Rollout(Tensor maps)
    {
        double[,] rollout = AttentionMaps.WithResidual(maps, 0);
        for (int layer = 1; layer < maps.Shape[0]; layer++)
        {
            rollout = AttentionMaps.Multiply(AttentionMaps.WithResidual(maps, layer), rollout);
        }

        return rollout;
    }
}
