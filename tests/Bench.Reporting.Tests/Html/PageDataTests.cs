using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class PageDataTests
{
    [Fact]
    public void What_has_no_sign_or_no_negative_score_in_the_whole_run_is_drawn_so()
    {
        ResultSet sample = SampleResults.Create();
        PageData.Of(sample).Json.ShouldContain("\"signed\":\"11\"");

        RecordedComponent<ExplainerDescriptor> last = sample.Run.Explainers[1];
        PageData.Of(new ResultSet
        {
            Run =
                sample.Run with
                {
                    Explainers = [sample.Run.Explainers[0], last with { Descriptor = last.Descriptor with { IsSigned = false } }],
                },
            Scores = sample.Scores,
            Explanations = sample.Explanations,
        }).Json.ShouldContain("\"signed\":\"10\"");
        PageData.Of(new ResultSet
        {
            Run = sample.Run,
            Scores = sample.Scores,
            Explanations = [.. sample.Explanations.Select(record => record with
            {
                Explanations = [record.Explanations[0] with { Scores = [.. record.Explanations[0].Scores.Select(Math.Abs)] },
                    .. record.Explanations[1..]],
            })],
        }).Json.ShouldContain("\"signed\":\"01\"");
    }

    [Fact]
    public void Codes_keep_scores_to_a_2047th_of_the_largest()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var random = new DeterministicRandom(1);
        double[] scores = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() - 0.7), -3];

        (string codes, double scale) = ScoreCode.Encode(scores);

        scale.ShouldBe(3);
        double[] read =
            [.. codes.Chunk(2).Select(pair => (alphabet.IndexOf(pair[0]) * 64) + alphabet.IndexOf(pair[1]) - 2048)
                .Select(code => code / 2047.0 * 3)];
        read.Zip(scores).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 3 / 2047.0 / 2 * 1.000001);
        read[^1].ShouldBe(-3);
        ScoreCode.Encode([0, 0]).Scale.ShouldBe(0);
    }

    [Fact]
    public void Nothing_in_the_data_can_end_its_script()
    {
        PageData data = PageData.Of(SampleResults.Create("</script><!--"));

        data.Json.ShouldNotContain('<');
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(data.Json);
        json.GetProperty("labels")[1].GetString().ShouldBe("</script><!--");
        json.GetProperty("docs").GetArrayLength().ShouldBe(20);
    }

    [Fact]
    public void A_run_too_large_is_thinned_evenly_and_says_so()
    {
        ResultSet results = SampleResults.Create();
        int whole = PageData.Of(results).Json.Length;

        PageData data = PageData.Of(results, budget: whole / 3);

        (data.Shown, data.Total).ShouldBe((5, 20));
        JsonSerializer.Deserialize<JsonElement>(data.Json).GetProperty("docs").EnumerateArray()
            .Select(doc => doc.GetProperty("i").GetString())
            .ShouldBe(["i0", "i4", "i8", "i12", "i16"]);
        ReportPage.Of(results, data).Sampled.ShouldStartWith("The page holds 5 of 20 texts");
        data.Agreement[0, 1].ShouldBe(PageData.Of(results).Agreement[0, 1]);
    }

    [Fact]
    public void Two_thousand_texts_and_fifteen_explainers_fit_whole()
    {
        ResultSet sample = SampleResults.Create();
        string[] names = [.. Enumerable.Range(0, 15).Select(i => $"integrated-gradients:steps={i}")];
        var random = new DeterministicRandom(3);
        string text = string.Join(' ', Enumerable.Repeat("review", 60));
        ExplanationRecord template = SampleResults.Explanation("film-0000", "POSITIVE", text);
        var results = new ResultSet
        {
            Run = sample.Run with
            {
                Explainers = [.. names.Select(name => sample.Run.Explainers[0] with { Name = name })],
                Metrics = [.. Enumerable.Range(0, 12).Select(i => sample.Run.Metrics[0] with { Name = $"metric-{i}" })],
            },
            Scores = [.. Enumerable.Range(0, 2000).SelectMany(i => names.SelectMany(name => Enumerable.Range(0, 12).Select(m =>
                new ScoreRow($"film-{i:D4}", "POSITIVE", name, $"metric-{m}", random.NextDouble(), ScoreRow.Ok))))],
            Explanations = Enumerable.Range(0, 2000).Select(i => template with
            {
                Instance = $"film-{i:D4}",
                Explanations =
                    [.. names.Select(name => new RecordedExplanation(name, [.. template.Tokens.Select(_ => random.NextDouble())]))],
            }),
        };

        PageData data = PageData.Of(results);

        data.Shown.ShouldBe(2000);
        data.Json.Length.ShouldBeLessThan(15_000_000);
    }

    [Fact]
    public void Where_scores_add_up_the_numbers_they_add_up_between_are_there()
    {
        ResultSet sample = SampleResults.Create();
        JsonElement[] docs = Docs(sample, record => record with
        {
            Explanations =
            [
                record.Explanations[0] with
                {
                    Diagnostics = new Dictionary<string, double>
                    {
                        [DiagnosticNames.CompletenessGap] = 0.5,
                        [DiagnosticNames.BaselineValue] = -1.25,
                        [DiagnosticNames.InputValue] = 3,
                    },
                },
                record.Explanations[1],
            ],
        });

        docs[0].GetProperty("a").GetRawText().ShouldBe("[[-1.25,3],null]");
        Docs(sample, record => record)[0].TryGetProperty("a", out _).ShouldBeFalse();
    }

    [Fact]
    public void Unknown_tokens_and_tokens_cut_off_mark_a_text()
    {
        ResultSet sample = SampleResults.Create();
        JsonElement[] docs = Docs(sample, record => record.Instance == "i0" ? record : record with
        {
            Truncated = record.Instance == "i1" ? 7 : 0,
            Explanations = [.. record.Explanations.Select(one => one with
            {
                Trust = new RecordedTrust([], null, null, 0, 0, record.Instance == "i2" ? 3 : 0, 0.25, null, null),
            })],
        });

        docs[0].TryGetProperty("z", out _).ShouldBeFalse();
        docs[1].GetProperty("z").GetRawText().ShouldBe("[0,0.25,7]");
        docs[2].GetProperty("z").GetRawText().ShouldBe("[3,0.25,0]");
        docs[3].TryGetProperty("z", out _).ShouldBeFalse();
    }

    private static JsonElement[] Docs(ResultSet sample, Func<ExplanationRecord, ExplanationRecord> change) =>
        [.. JsonElement.Parse(PageData.Of(new ResultSet
        {
            Run = sample.Run,
            Scores = sample.Scores,
            Explanations = [.. sample.Explanations.Select(change)],
        }).Json).GetProperty("docs").EnumerateArray()];

    [Fact]
    public void Explanations_of_another_run_are_refused()
    {
        ResultSet sample = SampleResults.Create();
        var mixed = new ResultSet { Run = sample.Run, Scores = sample.Scores, Explanations = sample.Explanations.Skip(1) };

        Should.Throw<BenchException>(() => PageData.Of(mixed)).Message.ShouldContain("explains POSITIVE of i1");
    }
}
