namespace Bench.Abstractions;

/// <summary>An explanation method with its options set. Implementations are immutable and safe for concurrent calls.</summary>
public interface IExplainer
{
    /// <summary>
    /// Scores every token of the request's input. Equal requests give equal bytes: all randomness comes from
    /// <see cref="ExplanationRequest.Seed"/>.
    /// </summary>
    /// <param name="request">What to explain.</param>
    /// <param name="cancellationToken">Stops the work; pass it on to the model.</param>
    /// <exception cref="BenchException">The options do not fit this input or model.</exception>
    Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default);
}
