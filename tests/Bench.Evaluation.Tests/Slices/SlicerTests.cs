using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class SlicerTests
{
    [Fact]
    public void Cases_are_parted_by_length_confidence_correctness_class_and_columns()
    {
        ResultSet results = new SampleRun("a", "b").With("faithfulness/m", [0, 1, 2, 3, 4, 5], SampleRun.Constant(6, 0)).Results(
        [
            .. Numbered(
                Record(2, 0.6, "YES", "x"), Record(3, 0.7, "YES", "y"), Record(4, 0.95, "no", "x"),
                Record(5, 0.8, "NO", "y"), Record(6, 0.9, "1", "y"), Record(7, 0.99, "YES", "y")),
        ]);

        IReadOnlyList<Slicing> slicings = Slicer.All(results);

        slicings.Select(slicing => slicing.By).ShouldBe(["length", "confidence", "correctness", "class", "kind"]);
        Places(slicings[0]).ShouldBe("short (up to 3 tokens): 0 1; medium (4 to 5 tokens): 2 3; long (6 tokens or more): 4 5");
        Places(slicings[1]).ShouldBe("below 0.7: 0; 0.7 to 0.9: 1 3; 0.9 and above: 2 4 5");
        Places(slicings[2]).ShouldBe("right: 0 1 4 5; wrong: 2 3");
        Places(slicings[3]).ShouldBe("NO: 2 3; YES: 0 1 4 5");
        Places(slicings[4]).ShouldBe("x: 0 2; y: 1 3 4 5");
        slicings[2].Slices[1].Table(results).Columns[0].Comparison.Means[0].Mean.ShouldBe(2.5);
    }

    [Fact]
    public void Targets_part_the_cases_where_they_are_not_the_classes()
    {
        SampleRun run = new SampleRun("a").With("faithfulness/m", [0, 1, 2, 3]);
        ExplanationRecord Asked(string target, string label) => Record(2, 0.8, label, "x") with
        {
            Task = "multi-label",
            Target = new RecordedTarget("class", 1, target),
        };

        By(Asked("YES", "YES"), Asked("NO", "NO"), Asked("YES", "YES"), Asked("NO", "NO")).ShouldBe(["class"]);
        By(Asked("YES", "YES"), Asked("NO", "NO"), Asked("NO", "YES"), Asked("YES", "NO")).ShouldBe(["class", "target"]);
        IEnumerable<string> By(params ExplanationRecord[] records) =>
            Slicer.All(run.Results(Numbered(records))).Select(slicing => slicing.By);
    }

    [Fact]
    public void An_answer_is_as_likely_as_its_start_and_end_together()
    {
        ExplanationRecord Answer(double start, double end) => Record(2, 0.8, null, "x") with
        {
            Task = "question-answering",
            Target = new RecordedTarget("answer", 1, "answer"),
            Probabilities = [start, end],
        };

        Slicing confidence = Slicer.All(new SampleRun("a").With("faithfulness/m", [0, 1]).Results(
            Numbered(Answer(0.95, 0.8), Answer(0.95, 0.96)))).ShouldHaveSingleItem();

        Places(confidence).ShouldBe("0.7 to 0.9: 0; 0.9 and above: 1");
    }

    [Fact]
    public void A_column_that_names_every_case_is_no_slicing_and_lost_explanations_give_none()
    {
        double[] scores = SampleRun.Constant(30, 1);
        SampleRun run = new SampleRun("a").With("faithfulness/m", scores);

        Slicer.All(run.Results(Enumerable.Range(0, 30).Select(i => Record(3, 0.9, null, $"v{i}")))).ShouldBeEmpty();
        Slicer.All(run.Results()).ShouldBeEmpty();
        Should.Throw<BenchException>(() => Slicer.All(run.Results([Record(3, 0.9, null, "x")]))).Message.ShouldContain("expected 30");
    }

    [Fact]
    public void Findings_name_the_slice_on_which_the_leader_loses()
    {
        double[] leader = [.. SampleRun.Noisy(60, 0.9, "l"), .. SampleRun.Noisy(30, 0.3, "l2")];
        double[] rival = [.. SampleRun.Noisy(60, 0.2, "r"), .. SampleRun.Noisy(30, 0.8, "r2")];
        ExplanationRecord[] records = Numbered([.. Enumerable.Range(0, 90).Select(i => Record(3, 0.9, null, i < 60 ? "easy" : "hard"))]);

        SliceFindings.Sentences(new SampleRun("a", "b").With("faithfulness/m", leader, rival).Results(records))
            .ShouldBe(["On m, a leads over all cases, but b beats it where kind is hard (n = 30)."]);
        Finding finding = SliceFindings.Of(new SampleRun("a", "b").With("faithfulness/m", leader, rival).Results(records))
            .ShouldHaveSingleItem();
        finding.ShouldBe(finding with
        {
            Kind = FindingKind.Shown,
            Evidence = "p < 0.001 after correction, n = 30",
            Cases = new FindingCases("m", "b") { Slice = ("kind", "hard") },
        });
        SliceFindings.Sentences(new SampleRun("a", "b").With("faithfulness/m", leader, leader).Results(records)).ShouldBeEmpty();

        // Less is better: the same scores, turned round.
        SliceFindings.Sentences(new SampleRun("a", "b").With("-faithfulness/m", Turned(leader), Turned(rival)).Results(records))
            .ShouldBe(["On m, a leads over all cases, but b beats it where kind is hard (n = 30)."]);
        double[] Turned(double[] scores) => [.. scores.Select(score => 1 - score)];
    }

    // The model predicts YES (output 1) with the given probability.
    private static ExplanationRecord Record(int features, double confidence, string? label, string kind)
    {
        ImmutableArray<RecordedToken> words = [.. Enumerable.Range(0, features).Select(_ => new RecordedToken(0, "w", 0, 0, false, 0, 0))];
        return new ExplanationRecord("", new RecordedTarget("class", 1, "YES"))
        {
            Label = label,
            Probabilities = [1 - confidence, confidence],
            Tokens = [new RecordedToken(0, "[CLS]", 0, 0, true, 0, 0), .. words],
            Columns = ImmutableSortedDictionary<string, string>.Empty.Add("kind", kind),
            Explanations = [],
        };
    }

    private static ExplanationRecord[] Numbered(params ExplanationRecord[] records) =>
        [.. records.Select((record, i) => record with { Instance = $"i{i}", Text = $"text {i}" })];

    private static string Places(Slicing slicing) =>
        string.Join("; ", slicing.Slices.Select(slice => $"{slice.Name}: {string.Join(' ', slice.Cases)}"));
}
