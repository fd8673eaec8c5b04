namespace Bench.Inference;

/// <summary>What a file says of byte-pair encoding besides vocabulary and merges.</summary>
internal sealed record BytePairOptions
{
    /// <summary>Id for characters outside the vocabulary, or <see langword="null"/> where there is none.</summary>
    public int? Unknown { get; init; }

    /// <summary>Whether unknown characters that follow each other are one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>
    /// Whether a character outside the vocabulary becomes the tokens of its bytes, <c>&lt;0x0A&gt;</c> and the like, where all are there.
    /// </summary>
    public bool FallsBackToBytes { get; init; }

    /// <summary>Whether a word that is in the vocabulary is taken whole, whatever the merges would make of it.</summary>
    public bool WholeWordsFirst { get; init; }

    /// <summary>What stands before pieces that continue a word.</summary>
    public string ContinuingPrefix { get; init; } = "";

    /// <summary>What stands after the last piece of a word.</summary>
    public string EndSuffix { get; init; } = "";
}
