namespace Bench.Abstractions;

/// <summary>An explanation method with its options set. Implementations are immutable and safe for concurrent calls.</summary>
public interface IExplainer
{
    /// <summary>
    /// Refuses options that do not fit an input, before the model is asked for anything: a window longer than the text, a budget too small
    /// for it. A run checks all of its texts with all of its explainers first. <see cref="Explain"/> refuses the same on its own.
    /// </summary>
    /// <param name="model">The model that would be explained.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="input">The text.</param>
    /// <exception cref="BenchException">The options do not fit; the message says what is allowed.</exception>
    void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input)
    {
    }

    /// <summary>
    /// The explainers that this one is made of, where it gathers others: what they need of a model it needs too, and their code is part of
    /// its own.
    /// </summary>
    IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> Inner => [];

    /// <summary>
    /// Scores every token of the request's input. Equal requests give equal bytes: all randomness comes from
    /// <see cref="ExplanationRequest.Seed"/>.
    /// </summary>
    /// <param name="request">What to explain.</param>
    /// <param name="cancellationToken">Stops the work; pass it on to the model.</param>
    /// <exception cref="BenchException">The options do not fit this input or model.</exception>
    Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default);
}
