using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class CasesTests
{
    [Fact]
    public void A_run_writes_what_verdicts_need_to_know_of_its_cases_so_that_they_outlive_the_texts()
    {
        using var suite = new ToySuite(settings: "target: all");
        string folder = suite.Run().Folder;
        var full = ResultSet.Read(folder);
        ExplanationRecord[] records = [.. full.Explanations];

        File.Delete(Path.Combine(folder, ExplanationRecord.FileName));
        var read = ResultSet.Read(folder);

        read.Cases.ShouldBe(full.Cases);
        read.Cases.Select(one => (one.Instance, one.Target)).ShouldBe(records.Select(record => (record.Instance!, record.Target.Label)));
        read.Cases.Select(one => one.Text).Distinct().Count().ShouldBe(records.Select(record => record.Text).Distinct().Count());
        read.Cases.ShouldContain(one => one.IsTrueClass == true);
        read.Cases.ShouldContain(one => one.IsTrueClass == false);
        read.Table.Columns[0].Comparison.Means.ShouldBe(full.Table.Columns[0].Comparison.Means);

        File.Delete(Path.Combine(folder, CasesCsv.FileName));
        ResultSet.Read(folder).Cases.ShouldAllBe(one => one.Text == one.Instance && one.IsTrueClass == null);
    }

    [Theory]
    [InlineData("instance,", "id,", "expected instance, target")]
    [InlineData("t0,", "t9,", "of t9, expected")]
    [InlineData("\n", "\n\"", "cannot be read")]
    public void A_file_that_is_not_of_the_run_is_refused(string old, string changed, string expected)
    {
        using var suite = new ToySuite();
        string folder = suite.Run().Folder;
        string path = Path.Combine(folder, CasesCsv.FileName);
        string text = File.ReadAllText(path);
        int place = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(path, text[..place] + changed + text[(place + old.Length)..]);
        suite.Unseal();

        Should.Throw<BenchException>(() => ResultSet.Read(folder)).ToString().ShouldContain(expected);
    }

    [Fact]
    public void Copies_of_a_text_have_one_key_and_pairs_another()
    {
        RunCase.Key("a text", null).ShouldBe(RunCase.Key("a text", null));
        RunCase.Key("a text", null).ShouldNotBe(RunCase.Key("a", " text"));
        RunCase.Key("ab", "c").ShouldNotBe(RunCase.Key("a", "bc"));
    }

    [Fact]
    public void Annotators_agree_as_far_as_their_tokens_overlap()
    {
        // Tokens at 0–1, 2–3, 4–5, 6–7. The first marks two, the second one of them and another, the third nothing: F1 = 2 · 1 / 4, IoU = 1
        // / 3.
        ExplanationRecord record = ExplanationRecord.Parse("""
            {"instance":"x","text":"a b c d","target":{"index":0,"label":"NO"},"probabilities":[0.9,0.1],
             "tokens":[{"text":"a","start":0,"end":1,"special":false,"segment":0},{"text":"b","start":2,"end":3,"special":false,"segment":0},
                       {"text":"c","start":4,"end":5,"special":false,"segment":0},{"text":"d","start":6,"end":7,"special":false,"segment":0}],
             "rationales":[[[0,3,0]],[[2,5,0]],[]],"explanations":[]}
            """, "here");
        var results = new ResultSet
        {
            Run = new SampleRun("a").With("plausibility/p", [1]).Results().Run,
            Scores = [new ScoreRow("x", "NO", "a", "p", 1, ScoreRow.Ok)],
            Explanations = [record],
        };

        AnnotatorAgreement agreement = results.Cases[0].Annotators.ShouldNotBeNull();

        (agreement.Annotators, agreement.F1).ShouldBe((2, 0.5));
        agreement.Iou.ShouldBe(1 / 3.0, 1e-12);
        ProtocolChecklist.Of(results).ShouldContain(item => item.Answer.StartsWith("token F1 0.500", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 3, 0)]
    [InlineData(0, 1, 1)]
    public void Annotators_mark_the_tokens_they_reach_into_of_the_text_they_read(int start, int end, int segment)
    {
        // The first marks a alone; the second begins where a ends, or marks the second text.
        var record = new ExplanationRecord("a b", new RecordedTarget("class", 0, "NO"))
        {
            Tokens = [new RecordedToken(0, "a", 0, 1, false, 0, 0), new(0, "b", 2, 3, false, 0, 0), new(0, "c", 0, 1, false, 1, 1)],
            Rationales = [[[0, 1, 0]], [[start, end, segment]]],
        };

        AnnotatorAgreement.Of(record).ShouldNotBeNull().F1.ShouldBe(0);
    }
}
