using System.Globalization;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>The answer to a question.</summary>
/// <param name="text">The answer; empty where there is none. Untrusted text.</param>
/// <param name="score">Its probability.</param>
/// <param name="characters">Where it stands in the context.</param>
/// <param name="span">Its tokens.</param>
/// <param name="noAnswer">Probability that there is none.</param>
internal sealed class Answer(string text, double score, (int Start, int End) characters, AnswerSpan span, double noAnswer) : ITaskAnswer
{
    public string Key => "answer";

    public IEnumerable<string> Lines =>
    [
        string.Create(CultureInfo.InvariantCulture,
            $"Answer: {(text.Length > 0 ? text : "none")} {score:F3} (tokens {span.Start} to {span.End}); no answer {noAnswer:F3}"),
    ];

    public object Value => new Written(text, score, characters.Start, characters.End, span.Start, span.End, noAnswer);

    private sealed record Written(string Answer, double Score, int Start, int End, int StartToken, int EndToken, double NoAnswerScore);
}
