namespace Bench.Abstractions;

/// <summary>One token of a tokenized text.</summary>
/// <param name="Id">Id in the model's vocabulary.</param>
/// <param name="Text">The vocabulary's piece, for example <c>##ing</c>. Untrusted text.</param>
/// <param name="Start">
/// First character in the original text (in the second text for segment 1), in UTF-16 units; 0 for special tokens.
/// </param>
/// <param name="End">One past the last character; 0 for special tokens.</param>
/// <param name="IsSpecial">
/// Whether the tokenizer's template added it (<c>[CLS]</c>, <c>[SEP]</c>); such tokens are never features. A special piece that was
/// written in the text itself is not special.
/// </param>
/// <param name="Segment">0 for the first text, 1 for the second; the template decides for special tokens.</param>
/// <param name="TypeId">The token type given to the model.</param>
/// <param name="Word">Index of the word it belongs to, counted through both texts, or −1 for special tokens.</param>
public readonly record struct Token(int Id, string Text, int Start, int End, bool IsSpecial, int Segment, int TypeId, int Word);
