using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The attention maps of a request's input and their gradients.</summary>
internal static class AttentionGradients
{
    /// <summary>Asks the model for them: one row.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static RowAttentionGradient Of(ExplanationRequest request, CancellationToken cancellationToken) =>
        request.Model.Require<IAttentionGradientModel>()
            .AttentionGradients([new GradientQuery(request.Input.Row, request.Target, request.Quantity)], cancellationToken)[0];
}
