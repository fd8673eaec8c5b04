using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Reads features given as character spans, <c>0-4;10-18;2:0-3</c>: start and end, the second text's after <c>2:</c>.</summary>
internal static class SpanFeatures
{
    private const string Where = "spans";
    private const string Form =
        "Write start-end in characters, separated by ;, with 2: before spans of the second text, as in 0-4;10-18;2:0-3";

    /// <summary>The token positions of each span: tokens that share a character with it.</summary>
    /// <param name="input">The tokenized text.</param>
    /// <param name="spans">The spans.</param>
    /// <exception cref="BenchException">A span is malformed, outside the text, without tokens, or shares a token with another.</exception>
    public static ImmutableArray<ImmutableArray<int>> Parse(TokenizedText input, string spans)
    {
        var taken = new HashSet<int>();
        var groups = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (string part in spans.Split(';', StringSplitOptions.TrimEntries))
        {
            (int segment, int start, int end) = Read(part);
            int length = (segment == 1 ? input.TextPair : input.Text)?.Length ?? 0;
            if (end > length)
            {
                throw new BenchException($"The span '{part}' ends outside the text", Where, $"Allowed for this text: 0 to {length}");
            }

            ImmutableArray<int> positions = [.. input.FeaturePositions.Where(position =>
                input.Tokens[position].Segment == segment && input.Tokens[position].Start < end && input.Tokens[position].End > start)];
            if (positions.IsEmpty || positions.Any(position => !taken.Add(position)))
            {
                throw new BenchException(
                    positions.IsEmpty ? $"No token lies in the span '{part}'" : $"The span '{part}' shares a token with another", Where,
                    Form);
            }

            groups.Add(positions);
        }

        return groups.ToImmutable();
    }

    private static (int Segment, int Start, int End) Read(string part)
    {
        bool second = part.StartsWith("2:", StringComparison.Ordinal);
        string[] ends = (second ? part[2..] : part).Split('-');
        return ends.Length == 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int end)
            && start < end
            ? (second ? 1 : 0, start, end)
            : throw new BenchException($"'{part}' is not a span", Where, Form);
    }
}
