namespace Bench.Abstractions;

/// <summary>One thing to explain: why a model gives this number for this text.</summary>
public sealed record ExplanationRequest
{
    /// <summary>
    /// The model, counted and cached by whoever asks; call it as often as the method says, in batches as large as possible.
    /// </summary>
    public required IModel Model { get; init; }

    /// <summary>The model's tokenizer.</summary>
    public required ITokenizer Tokenizer { get; init; }

    /// <summary>The text.</summary>
    public required TokenizedText Input { get; init; }

    /// <summary>The output explained.</summary>
    public required Target Target { get; init; }

    /// <summary>The number explained at the target.</summary>
    public Quantity Quantity { get; init; } = Quantity.Logit;

    /// <summary>Seed of everything random in this explanation.</summary>
    public ulong Seed { get; init; }

    /// <summary>A question about the text itself.</summary>
    /// <param name="ask">What is asked.</param>
    /// <exception cref="BenchException">The target is not one of the model's for this text.</exception>
    public Query Query(Ask ask) => Query(Input.Row, ask);

    /// <summary>A question about a row made from the text, for the target and the quantity explained.</summary>
    /// <param name="row">The row.</param>
    /// <param name="ask">What is asked.</param>
    /// <exception cref="BenchException">The target is not one of the model's for this row.</exception>
    public Query Query(InputRow row, Ask ask = Ask.Gradient) => Abstractions.Query.Of(Model.Info, row, ask, Target, Quantity);

    /// <summary>The explained number of rows made from the text.</summary>
    /// <param name="rows">A ragged batch of any size.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <returns>One number per row, in order.</returns>
    public double[] Values(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        Model.Values(rows, Target, Quantity, cancellationToken);

    /// <summary>The text with some of its tokens taken away.</summary>
    /// <param name="kept">For every token whether it stays; fixed tokens always do.</param>
    /// <param name="removal">How the others are taken away.</param>
    /// <exception cref="BenchException">The tokenizer lacks the token that the removal needs.</exception>
    public InputRow Keep(ReadOnlySpan<bool> kept, Removal removal) => Perturbation.Keep(Input, kept, removal, Tokenizer.Special);

    /// <summary>The row in which some units are taken away, each whole.</summary>
    /// <param name="kept">For every unit whether it stays.</param>
    /// <param name="removal">How they are taken away.</param>
    public InputRow KeepUnits(ReadOnlySpan<bool> kept, Removal removal) => Perturbation.KeepUnits(Input, kept, removal, Tokenizer.Special);
}
