namespace Bench.Tasks;

/// <summary>A labelled part of the text.</summary>
/// <param name="Label">Its label; for groups the type without B- and I-.</param>
/// <param name="Score">Mean of its members' probabilities.</param>
/// <param name="Word">Its pieces put together as the vocabulary writes them. Untrusted text.</param>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="End">One past the last.</param>
/// <param name="Segment">0 in the first text, 1 in the second.</param>
/// <param name="Positions">Its tokens.</param>
public sealed record Entity(string Label, double Score, string Word, int Start, int End, int Segment, IReadOnlyList<int> Positions);
