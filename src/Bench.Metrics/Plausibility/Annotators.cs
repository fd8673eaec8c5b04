namespace Bench.Metrics;

/// <summary>How the rationales of several annotators become one answer.</summary>
public enum Annotators
{
    /// <summary>A token counts where any annotator marked it.</summary>
    Union,

    /// <summary>A token counts where more than half of the annotators marked it.</summary>
    Majority,

    /// <summary>A token counts with the share of annotators who marked it, from 0 to 1.</summary>
    Soft,

    /// <summary>Every annotator is scored alone; the answer is the mean over those who can be.</summary>
    Each,
}
