namespace Bench.Inference;

/// <summary>What becomes of the matches of a pattern at which a text is cut.</summary>
internal enum SplitBehavior
{
    /// <summary>They are left out.</summary>
    Removed,

    /// <summary>Each is a word.</summary>
    Isolated,

    /// <summary>Each belongs to the word before it.</summary>
    MergedWithPrevious,

    /// <summary>Each belongs to the word after it.</summary>
    MergedWithNext,

    /// <summary>Matches that touch are one word.</summary>
    Contiguous,
}
