namespace Bench.Abstractions;

/// <summary>For what a model gives outputs.</summary>
public enum HeadKind
{
    /// <summary>For the whole text: logits [C].</summary>
    Sequence,

    /// <summary>For every token, special tokens included: logits [n, C].</summary>
    Token,

    /// <summary>For every token how well an answer would start and end there: logits [n, 2].</summary>
    Span,
}
