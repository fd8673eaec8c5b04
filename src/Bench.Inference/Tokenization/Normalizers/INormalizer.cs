namespace Bench.Inference;

/// <summary>The first step of a tokenizer: rewrites the text, keeping track of where every character came from.</summary>
internal interface INormalizer
{
    /// <summary>The normalized text; the same object where there is nothing to do.</summary>
    /// <param name="text">A text that is not changed.</param>
    AlignedText Normalize(AlignedText text);
}
