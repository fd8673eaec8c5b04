namespace Bench.Abstractions;

/// <summary>
/// Fills masked places of a text with tokens that fit the rest, so that what is left stays a text of the kind the model knows (Kim et al.
/// 2020, "Interpretation of NLP models through input marginalization"; Harbecke and Alt 2020, "Considering likelihood in NLP classification
/// explanations with occlusion and language modeling").
/// </summary>
public interface IInfill
{
    /// <summary>Fills rows of one text.</summary>
    /// <param name="input">The text.</param>
    /// <param name="masked">The rows: the text's, where any of its tokens may have become the mask token.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <returns>The rows in their order, every such place filled; a mask token of the text itself stays.</returns>
    IReadOnlyList<InputRow> Fill(TokenizedText input, IReadOnlyList<InputRow> masked, CancellationToken cancellationToken = default);
}
