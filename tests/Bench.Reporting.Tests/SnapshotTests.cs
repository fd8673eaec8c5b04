using System.Text.RegularExpressions;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.TestKit;

namespace Bench.Reporting.Tests;

/// <summary>
/// Every export of the sample run as it stands in <c>Snapshots</c>, under two cultures. Where a change is meant:
/// <c>BENCH_RENEW_SNAPSHOTS=1 dotnet test tests/Bench.Reporting.Tests</c>, then look at the difference.
/// </summary>
public sealed class SnapshotTests
{
    private const string RenewVariable = "BENCH_RENEW_SNAPSHOTS";

    private static readonly string[] _labels = ["NEGATIVE", "POSITIVE"];
    private static readonly Dictionary<string, Func<string>> _pictures = new()
    {
        ["snippet.html"] = () => ExplanationPicture.Snippet(Record(), _labels),
        ["explanation.html"] = () => ExplanationPicture.Page([Record(), Other()], _labels, Attention()),
        ["heat.svg"] = () => ExplanationPicture.Svg([Record()], _labels, PlotKind.Heat),
        ["bar.svg"] = () => ExplanationPicture.Svg([Record()], _labels, PlotKind.Bar),
        ["force.svg"] = () => ExplanationPicture.Svg([Record()], _labels, PlotKind.Force),
    };

    public static IEnumerable<object[]> Formats { get; } = [.. Export.Forms.Select(format => new object[] { format })];

    public static IEnumerable<object[]> Pictures { get; } = [.. _pictures.Keys.Select(name => new object[] { name })];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Exports_are_as_they_were(string format)
    {
        IResultExporter exporter = Export.Form(format);
        ShouldMatch(exporter.FileName, () => WithoutScript(Export.Write(exporter, Run())));
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Pictures_are_as_they_were(string name) => ShouldMatch(name, _pictures[name]);

    private static void ShouldMatch(string name, Func<string> make)
    {
        string path = Path.Combine(Repository.Root, "tests", "Bench.Reporting.Tests", "Snapshots", name);
        if (Environment.GetEnvironmentVariable(RenewVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, make());
        }

        string expected = File.ReadAllText(path);
        foreach (string culture in new[] { "de-DE", "ar-SA" })
        {
            Export.Under(culture, make)
                .ShouldBe(expected, $"{name} under {culture}; if the change is meant, set {RenewVariable}=1 and look at the difference");
        }
    }

    // Style and script are files of their own and read better there; the policy holds their hashes.
    private static string WithoutScript(string text) => Regex.Replace(
        Regex.Replace(text, "(<style>|<script>).*?(</style>|</script>)", "$1$2", RegexOptions.Singleline), "sha256-[^']*", "sha256-…");

    private static ResultSet Run()
    {
        ResultSet sample = SampleResults.Create();
        return new ResultSet
        {
            Run = sample.Run,
            Scores = sample.Scores,
            Explanations = sample.Explanations,
            Curves =
            [
                new MeanCurve("good", "first", CurveKind.Deletion, [0, 0.1, 0.5], [0.9, 0.4, 0.125], 20),
                new MeanCurve("random", "first", CurveKind.Deletion, [0, 0.1, 0.5], [0.9, 0.8, 0.5], 18),
            ],
        };
    }

    private static ExplanationRecord Record() =>
        SampleResults.Explanation("i1", "POSITIVE", "<i>not</i> \"bad\" film & plot 👩‍👩‍👧 שלום");

    private static ExplanationRecord Other() => Record() with
    {
        Target = new RecordedTarget("class", 0, "NEGATIVE"),
        Explanations =
            [.. Record().Explanations
                .Select(explanation => explanation with { Scores = [.. explanation.Scores.Select(score => -score / 3)] })],
    };

    private static AttentionViews Attention() => AttentionViews.Of(
        ["[CLS]", "<a>", "[SEP]"], new Tensor(Enumerable.Range(0, 2 * 2 * 9).Select(i => i % 7 / 21f).ToArray(), new Shape(2, 2, 3, 3)));
}
