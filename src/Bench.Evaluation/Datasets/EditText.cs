using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Reads edits in a table's cell: one edited text, or a list in JSON as in the format <c>jsonl</c>.</summary>
internal static class EditText
{
    /// <inheritdoc cref="EditJson.Read"/>
    /// <param name="cell">The cell, not empty.</param>
    /// <param name="text">Text of the instance.</param>
    /// <param name="textPair">Its second text, or <see langword="null"/>.</param>
    /// <param name="unit">What offsets count.</param>
    /// <param name="where">Where the cell was read, for messages.</param>
    public static ImmutableArray<TextEdit> Read(string cell, string text, string? textPair, OffsetUnit unit, string where)
    {
        if (!cell.StartsWith('['))
        {
            return [new TextEdit(cell, textPair)];
        }

        return EditJson.Read(InputJson.ParseLine(cell, where), text, textPair, unit, where);
    }
}
