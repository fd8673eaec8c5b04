namespace Bench.Metrics;

/// <summary>Which layers of a model lose their parameters from one step of a randomisation test to the next.</summary>
public enum RandomizationOrder
{
    /// <summary>The head first, then layer by layer down to the embeddings, each step keeping the ones before.</summary>
    TopDown,

    /// <summary>The embeddings first, then layer by layer up to the head, each step keeping the ones before.</summary>
    BottomUp,

    /// <summary>Every layer alone, all others as they were trained.</summary>
    Independent,
}
