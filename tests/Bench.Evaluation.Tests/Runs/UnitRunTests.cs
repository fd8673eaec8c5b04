using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Runs that explain words, sentences or segments.</summary>
public sealed class UnitRunTests
{
    [Fact]
    public void Words_of_one_token_give_the_numbers_of_tokens_in_another_run()
    {
        using var tokens = new ToySuite();
        using var words = new ToySuite(settings: "granularity: word");
        RunManifest first = tokens.Run().Results.Run, second = words.Run().Results.Run;

        words.Read("scores.csv").ShouldBe(tokens.Read("scores.csv"));
        second.Identity.ShouldNotBe(first.Identity);
        (first.Granularity, first.Gather).ShouldBe((null, null));
        (second.Granularity, second.Gather).ShouldBe((Granularity.Word, Gather.Sum));
        RunDifferences.All(first, second).ShouldBe(["gather \"sum\", was none", "granularity \"word\", was none"]);
        tokens.Read("explanations.jsonl").ShouldNotContain("\"units\"");
        words.Read("explanations.jsonl").ShouldContain("\"units\"");
        RunVerification.Of(words.ModelResults).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_way_to_gather_is_nothing_to_tokens_and_another_run_to_words()
    {
        using var suite = new ToySuite();
        string Identity(Granularity? granularity, Gather? gather) =>
            suite.Run(suite.Settings with { Granularity = granularity, Gather = gather }).Results.Run.Identity;

        Identity(null, Gather.Mean).ShouldBe(Identity(null, null));
        Identity(Granularity.Word, Gather.Mean).ShouldNotBe(Identity(Granularity.Word, null));
    }

    [Fact]
    public void Sentences_of_whole_texts_cannot_be_ranked()
    {
        using var suite = new ToySuite(settings: "granularity: sentence");

        double?[] values = [.. suite.Run().Results.Scores.Where(row => row.Metric == "tau-loo").Select(row => row.Value)];

        values.ShouldNotBeEmpty();
        values.ShouldAllBe(value => value == null);
    }

    [Fact]
    public void Segments_are_the_rows_and_a_row_without_is_refused_with_its_place()
    {
        using var suite = new ToySuite(settings: "granularity: segments");
        BenchException refusal = Should.Throw<BenchException>(() => suite.Run());
        refusal.Problem.ShouldBe("8 rows cannot be used");
        refusal.Details[0].ShouldContain("texts.jsonl:1");
        refusal.Details[0].ShouldContain("The granularity is segments, but the text has none");

        Instance row = Reading.Jsonl("""{"text": "A good film", "text_pair": "Yes", "segments": [[2, 6], [6, 11], [0, 3, 1]]}""").Single();
        row.Segments.ShouldBe([new CharacterSpan(2, 6), new CharacterSpan(6, 11), new CharacterSpan(0, 3, 1)]);
        Reading.Error(() => Reading.Jsonl("""{"text": "A", "segments": [[0, 2]]}""")).Problem.ShouldContain("0-2");
    }
}
