using System.Collections.Immutable;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>The page of one explanation with everything that such a page may hold.</summary>
internal static class SamplePage
{
    public const string Hostile = "<script>document.title='owned'</script>";

    public static string[] Labels { get; } = [$"NEGATIVE{Hostile}", $"POSITIVE\u202E{Hostile}"];

    /// <summary>
    /// Three explainers of a text that is read in both directions: two with a sign, of which one adds up, and one without.
    /// </summary>
    public static ExplanationRecord Record { get; } =
        SampleResults.Explanation("i1", Labels[1], "not \"bad\" film </script> שלום 👩‍👩‍👧 e\u0301nd") with
        {
            Explanations =
            [
                new RecordedExplanation("adds", [0, 2, -1, 0.5, 0, 0.25, 0, 0, 0])
                {
                    Signed = true,
                    Diagnostics = ImmutableSortedDictionary.CreateRange(
                        [KeyValuePair.Create("efficiency-gap", -0.25), KeyValuePair.Create("baseline-value", -1.0),
                            KeyValuePair.Create("input-value", 1.0)]),
                },
                new RecordedExplanation($"other{Hostile}", [0, -1, 1, 0.5, 0, 0, 0, 0.1, 0]) { Signed = true },
                new RecordedExplanation("size", [0.5, 1, 1, 0.5, 0.25, 0, 0, 0.1, 0.75]) { Signed = false },
            ],
        };

    public static PageContent Content(ExplanationRecord? record = null) => new([record ?? Record], Labels)
    {
        Sheets = [Sheet],
        Command = $"./run-bench.sh explain --text '{Hostile}'",
        Json = $$"""{"text":"{{Hostile}}"}""",
        Deletions = [[new DeletionCurve("probability", [[1], [3], [5], [4], [6], [7], [2]], [0, 1, 7], [0.75, 0.5, 0.25]), null, null]],
    };

    private static ExplanationSheet Sheet { get; } = new()
    {
        Answer = [],
        Outputs = [(Labels[0], 0.25, -1), (Labels[1], 0.75, 1)],
        LessLikely = 0,
        Explained = $"the logit of {Labels[1]} against {Labels[0]}",
        Facts = [("Model", $"toy{Hostile}"), ("Seed", "42")],
        Scores = ["±: mean and standard deviation over 3 seeds."],
        Text = [new Note("1,874 tokens cut off", true), new Note("0 unknown tokens (0.0 %)")],
        Explainers =
        [
            new ExplainerSheet(
                "adds", "budget=200", "9 rows forward, 0 backward, 1.0 ms", ExplainerSheet.Signed, [new Note("gap 12.5 %", true)]),
            new ExplainerSheet($"other{Hostile}", "", "1 rows forward", ExplainerSheet.Signed, [new Note("0.0 % on special tokens")]),
            new ExplainerSheet(
                "size", "norm=l2", "1 rows forward, 1 backward", ExplainerSheet.Unsigned, [new Note("37.5 % on special tokens")]),
        ],
    };
}
