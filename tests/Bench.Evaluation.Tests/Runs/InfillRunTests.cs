using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Runs whose metrics ask a masked language model what may stand where tokens were removed.</summary>
public sealed class InfillRunTests
{
    private const string Setting = "removals: [mask, infill]\ninfill: language";

    [Fact]
    public void The_likeliest_token_that_is_not_special_takes_each_masked_place_and_equal_rows_are_asked_once()
    {
        ITokenizer tokenizer = Words("a", "b", "c");
        TokenizedText text = tokenizer.Tokenize("a [MASK] b c");
        var asked = new CostMeter();

        // At place i the padding is likeliest, then the words 10 and 11 alike where i is odd, and 12 where it is even.
        var language = new LanguageModel(13, (place, id) => id == 0 ? 9 : place % 2 == 1 ? (id is 10 or 11 ? 5 : 0) : (id == 12 ? 5 : 0));
        var infill = new LikeliestInfill(new RememberingModel(new LikeliestTokens(language, tokenizer), asked), 4);
        InputRow own = Row(2, 10, 4, 11, 12, 3), one = Row(2, 10, 4, 11, 4, 3), all = Row(2, 4, 4, 4, 4, 3);

        IReadOnlyList<InputRow> filled = infill.Fill(text, [own, one, all, one]);

        filled.Select(row => string.Join(' ', row.TokenIds.ToArray())).ShouldBe(
            ["2 10 4 11 12 3", "2 10 4 11 12 3", "2 10 4 10 12 3", "2 10 4 11 12 3"]);
        asked.RowsForward.ShouldBe(2);
        filled[0].ShouldBeSameAs(own);
    }

    [Fact]
    public void A_run_scores_under_both_removals_and_its_identity_holds_the_language_model()
    {
        using var toy = new ToySuite(instances: 3, settings: Setting);
        toy.Language = tokenizer => Language(tokenizer, "01", best: tokenizer.VocabularySize - 1);
        ResultSet run = toy.Run().Results;
        Values(toy.Run(toy.Settings with { Remember = false, Again = true }).Results, "infill").ShouldBe(Values(run, "infill"));
        toy.Language = tokenizer => Language(tokenizer, "02", best: tokenizer.VocabularySize - 2);
        ResultSet other = toy.Run().Results;

        run.Run.Model.Infill!.WeightsSha256.ShouldBe("01");
        other.Run.Identity.ShouldNotBe(run.Run.Identity);
        RunDifferences.All(run.Run, other.Run).ShouldBe(["model infill weights sha256 \"02\", was \"01\""]);
        Values(run, "mask").ShouldBe(Values(other, "mask"));
        Values(run, "infill").ShouldNotBe(Values(run, "mask"));
        Values(run, "infill").ShouldNotBe(Values(other, "infill"));
    }

    [Fact]
    public void Without_a_metric_that_fills_in_no_language_model_is_opened()
    {
        using var toy = new ToySuite(instances: 1, settings: "infill: language");
        toy.Language = _ => throw new InvalidOperationException("It was opened.");

        toy.Run().Results.Run.Model.Infill.ShouldBeNull();
    }

    [Theory]
    [InlineData("removals: [mask, infill]", "", "Add 'infill: DIR'")]
    [InlineData(Setting, "classifier", "is no masked language model")]
    [InlineData(Setting, "short", "takes 16 tokens")]
    [InlineData(Setting, "words", "it has 'other' as id 19, not 'a'")]
    [InlineData(Setting, "size", "it has 21 tokens, not 20")]
    [InlineData(Setting + "\nremoval: infill", "", "The explainer 'lime:samples=40' is to fill removed tokens in")]
    public void What_cannot_fill_in_is_refused_before_anything_is_computed(string settings, string kind, string says)
    {
        using var toy = new ToySuite(instances: 1, settings: settings);
        toy.Language = tokenizer => kind switch
        {
            "classifier" => Language(tokenizer, "01", best: 10) with { Model = new BagOfWordsModel(_ => 0) },
            "short" => Language(tokenizer, "01", best: 10, maxLength: 16),
            "words" => Language(Words([.. Pieces(tokenizer).SkipLast(1), "other"]), "01", best: 10),
            "size" => Language(Words([.. Pieces(tokenizer), "other"]), "01", best: 10),
            _ => Language(tokenizer, "01", best: 10),
        };
        Suite suite = SuiteFile.Read(toy.File);

        Should.Throw<BenchException>(() => toy.Planner().Plan(suite, suite.Models[0], toy.Settings)).Message.ShouldContain(says);
    }

    private static double?[] Values(ResultSet results, string removal) =>
        [.. results.Scores.Where(score => score.Metric == $"aopc-comprehensiveness:removal={removal}").Select(score => score.Value)];

    private static InputRow Row(params int[] ids) => new() { TokenIds = ids };

    private static IEnumerable<string> Pieces(ITokenizer tokenizer) =>
        Enumerable.Range(10, tokenizer.VocabularySize - 10).Select(tokenizer.Piece);

    private static ToyTokenizer Words(params string[] words)
    {
        var tokenizer = new ToyTokenizer();
        foreach (string word in words)
        {
            tokenizer.Id(word);
        }

        return tokenizer;
    }

    private static LoadedModel Language(ITokenizer tokenizer, string hash, int best, int maxLength = 100_000) => new(
        "language",
        new LanguageModel(tokenizer.VocabularySize, (_, id) => id == best ? 1 : 0, maxLength),
        tokenizer,
        new Lazy<string>(hash));

    /// <summary>A masked language model whose logits depend on place and token alone.</summary>
    private sealed class LanguageModel(int vocabulary, Func<int, int, float> logit, int maxLength = 100_000) : IModel
    {
        public ModelInfo Info { get; } = new()
        {
            Name = "language",
            Architecture = "ToyForMaskedLM",
            Labels = [.. Enumerable.Range(0, vocabulary).Select(id => $"<{id}>")],
            Head = HeadKind.Token,
            Activation = OutputActivation.Softmax,
            VocabularySize = vocabulary,
            EmbeddingWidth = 1,
            MaxLength = maxLength,
            Layers = 1,
            Heads = 1,
        };

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            [.. queries.Select(query => new Answer { Outputs = Logits(query.Row.Length) })];

        private Tensor Logits(int n) => new(
            Enumerable.Range(0, n * vocabulary).Select(i => logit(i / vocabulary, i % vocabulary)).ToArray(), new Shape(n, vocabulary));
    }
}
