using System.Collections.Immutable;

namespace Bench.Evaluation.Tests;

public sealed class CorpusAgreementTests
{
    private static readonly double[] _first = [4, -3, 2, 1];
    private static readonly double[] _second = [3, 4, -2, 1];

    /// <summary>
    /// The top two by magnitude are words 0 1 and 1 0; word 0 has one sign, word 1 has two. Σd² of the magnitudes' ranks is 2.
    /// </summary>
    [Theory]
    [InlineData(AgreementMeasure.Feature, 1)]
    [InlineData(AgreementMeasure.Rank, 0)]
    [InlineData(AgreementMeasure.Sign, 0.5)]
    [InlineData(AgreementMeasure.SignedRank, 0)]
    [InlineData(AgreementMeasure.RankCorrelation, 0.8)]
    [InlineData(AgreementMeasure.PairwiseRank, 5 / 6.0)]
    public void Two_explanations_are_compared_by_every_measure(AgreementMeasure measure, double expected)
    {
        AgreementMatrix matrix = new CaseAgreement(Record(("a", _first), ("b", _second)), ["a", "b"], -1, 2)[measure];

        matrix[0, 1].ShouldBe(expected, 1e-12);
        matrix[1, 0].ShouldBe(expected, 1e-12);
        matrix[0, 0].ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_consensus_is_the_mean_place_without_random_scores()
    {
        // Places by signed score: 1 4 2 3 and 2 1 4 3.
        var one = new CaseAgreement(Record(("a", _first), ("random", [9, 8, 7, 6]), ("b", _second)), ["a", "random", "b"], 1, 2);

        one.Consensus.Select(score => Math.Round(score, 12)).ShouldBe(
            new[] { 1 - (0.5 / 3), 0.5, 1 / 3.0, 1 / 3.0 }.Select(score => Math.Round(score, 12)));

        // Against the other alone Σd² is 1 + 9 + 4; random scores fall from left to right, the consensus of both too, its end tied.
        one.WithOthers[0].ShouldBe(1 - (6 * 14 / 60.0), 1e-12);
        one.WithOthers[2].ShouldBe(one.WithOthers[0], 1e-12);
        one.WithOthers[1].ShouldBe(4.5 / Math.Sqrt(5 * 4.5), 1e-12);
    }

    [Fact]
    public void What_ranks_nothing_agrees_with_nothing()
    {
        var constant = new CaseAgreement(Record(("a", _first), ("b", [2, -2, 2, 2])), ["a", "b"], -1, 2);
        var single = new CaseAgreement(Record(("a", [1]), ("b", [2])), ["a", "b"], -1, 2);
        var missing = new CaseAgreement(Record(("a", _first)), ["a", "b"], -1, 2);

        foreach (AgreementMeasure measure in Enum.GetValues<AgreementMeasure>())
        {
            constant[measure][0, 1].ShouldBe(double.NaN);
            single[measure][0, 1].ShouldBe(double.NaN);
            missing[measure][0, 1].ShouldBe(double.NaN);
        }

        single.Consensus.ShouldBeEmpty();
        single.WithOthers.ShouldBe([double.NaN, double.NaN]);
        missing.WithOthers.ShouldBe([double.NaN, double.NaN]);
        missing.Consensus.Select(score => Math.Round(3 * score, 9)).ShouldBe([3, 0, 2, 1]);

        // Signed, the second does rank: word 1 is last for both.
        constant.WithOthers[0].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_text_of_no_more_than_k_words_says_nothing_by_shared_words()
    {
        var one = new CaseAgreement(Record(("a", _first), ("b", _second)), ["a", "b"], -1, 5);

        one[AgreementMeasure.Feature][0, 1].ShouldBe(double.NaN);
        one[AgreementMeasure.Sign][0, 1].ShouldBe(0.5);
        one[AgreementMeasure.Rank][0, 1].ShouldBe(0.5);
    }

    [Fact]
    public void A_run_takes_the_mean_over_the_cases_that_can_be_measured()
    {
        ResultSet results = new SampleRun("a", "b", "random").With("faithfulness/m", [1, 1, 1], [1, 1, 1], [0, 0, 0]).Results(
        [
            Record(("a", _first), ("b", _second), ("random", _second)),
            Record(("a", _first), ("b", _first), ("random", [1, 1, 1, 1])),
            Record(("a", _first), ("random", _first)),
        ]);

        CorpusAgreement corpus = CorpusAgreement.Of(results, 2);

        (corpus.Cases, corpus.Top).ShouldBe((3, 2));
        corpus[AgreementMeasure.RankCorrelation][0, 1].ShouldBe(0.9, 1e-12);
        corpus[AgreementMeasure.RankCorrelation].Count(1, 0).ShouldBe(2);
        corpus[AgreementMeasure.RankCorrelation].Count(0, 2).ShouldBe(2);
        corpus[AgreementMeasure.RankCorrelation].Count(2, 2).ShouldBe(2);
        corpus[AgreementMeasure.RankCorrelation][0, 2].ShouldBe(0.9, 1e-12);
        corpus.WithOthers[0].ShouldBe((-0.4 + 1) / 2, 1e-12);
        CorpusAgreement.Of(new SampleRun("a", "b").With("faithfulness/m", [1], [1]).Results())[AgreementMeasure.Rank][0, 1].ShouldBe(
            double.NaN);
    }

    private static ExplanationRecord Record(params (string Name, double[] Scores)[] explanations) =>
        new("", new RecordedTarget("class", 1, "YES"))
        {
            Instance = "i",
            Probabilities = [0.1, 0.9],
            Tokens =
            [
                new RecordedToken(0, "[CLS]", 0, 0, true, 0, 0),
                .. explanations[0].Scores.Select(_ => new RecordedToken(0, "w", 0, 0, false, 0, 0)),
                new RecordedToken(0, "[SEP]", 0, 0, true, 0, 0),
            ],
            Columns = ImmutableSortedDictionary<string, string>.Empty,
            Explanations =
                [.. explanations.Select(explanation => new RecordedExplanation(explanation.Name, [99, .. explanation.Scores, -99]))],
        };
}
