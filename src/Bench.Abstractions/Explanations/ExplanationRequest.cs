namespace Bench.Abstractions;

/// <summary>One thing to explain: why a model gives this number for this text.</summary>
public sealed record ExplanationRequest
{
    /// <summary>The model, counted and cached by whoever asks; call it as often as the method says, in batches as large as possible.</summary>
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
}
