namespace Bench.Inference;

/// <summary>Which hidden state a head for the whole text reads.</summary>
public enum Pooling
{
    /// <summary>The first token's.</summary>
    First,

    /// <summary>The mean over all tokens that may be attended to.</summary>
    Mean,

    /// <summary>That of the last token which is not padding.</summary>
    Last,

    /// <summary>The last token's, padding or not.</summary>
    LastToken,

    /// <summary>The last separator's.</summary>
    LastSeparator,

    /// <summary>The first two tokens', one behind the other: DeiT's class and distillation token.</summary>
    FirstTwo,
}
