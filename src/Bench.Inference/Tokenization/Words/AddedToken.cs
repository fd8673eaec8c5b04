namespace Bench.Inference;

/// <summary>A token that is found in the text as it stands, before the text is cut into words: <c>[MASK]</c> and the like.</summary>
/// <param name="Id">Id in the vocabulary.</param>
/// <param name="Content">What the text must say.</param>
internal sealed record AddedToken(int Id, string Content)
{
    /// <summary>Looked for in the normalized text, in its own normalized form, and not in the original.</summary>
    public bool Normalized { get; init; }

    /// <summary>Only where no letter, digit or underscore touches it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Takes the white space before it.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Takes the white space after it.</summary>
    public bool StripsRight { get; init; }
}
