using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A token.</summary>
/// <param name="Id">Its number in the vocabulary.</param>
/// <param name="Text">The vocabulary's piece.</param>
/// <param name="Start">First character in its text, in UTF-16 units.</param>
/// <param name="End">One past the last.</param>
/// <param name="Special">Whether the tokenizer's template added it.</param>
/// <param name="Type">Its type id.</param>
/// <param name="Segment">0 in the first text, 1 in the second.</param>
public sealed record RecordedToken(int Id, string Text, int Start, int End, bool Special, int Type, int Segment)
{
    /// <summary>Whether it lies outside the units of a text that is shown in units.</summary>
    [JsonIgnore]
    public bool IsOutside { get; init; }

    /// <summary>Records a token.</summary>
    /// <param name="token">The token.</param>
    public static RecordedToken Of(Token token) =>
        new(token.Id, token.Text, token.Start, token.End, token.IsSpecial, token.TypeId, token.Segment);
}
