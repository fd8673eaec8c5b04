using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Explanations of words: whole ones are taken away, and the scores of tokens gather into theirs.</summary>
public sealed class UnitExplanationTests
{
    private static readonly double[] _table = Games.Wild(3, seed: 5);

    // What asks for more than any encoder has is tested with the models that have it.
    public static TheoryData<string> Ids() => ContractTests.Ids();

    public static TheoryData<string> Perturbing() => [.. Toy.Catalog().All
        .Where(component => component.Descriptor.Family == "perturbation").Select(component => component.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(Perturbing))]
    public void Whole_words_are_taken_away(string id)
    {
        foreach (string removal in (string[])["mask", "delete", "pad"])
        {
            ExplanationRequest request = UnitGames.Request(UnitGames.Model(_table));
            Attribution attribution = Toy.Make($"{id}:removal={removal}").Explain(request);
            attribution.UnitScores.Length.ShouldBe(3);
            attribution.Scores.ShouldBe(request.Input.Share(attribution.UnitScores.AsSpan()));
        }
    }

    [Theory]
    [InlineData("exact-shapley")]
    [InlineData("kernel-shap")]
    public void Shapley_values_of_words_are_those_of_the_game_of_words(string spec)
    {
        ExplanationRequest request = UnitGames.Request(UnitGames.Model(_table));
        Toy.Make(spec).Explain(request).PerUnit(request.Input).ShouldBeClose(Games.ByAllOrders(3, _table), 1e-5);
    }

    [Fact]
    public void One_word_is_left_out_at_a_time_and_costs_one_row()
    {
        FunctionModel model = UnitGames.Model(_table);
        Attribution attribution = Toy.Make("leave-one-out").Explain(UnitGames.Request(model));

        attribution.UnitScores.ShouldBeClose([_table[7] - _table[6], _table[7] - _table[5], _table[7] - _table[3]], 1e-6);
        model.Rows.ShouldBe(4);
    }

    [Theory]
    [InlineData("exact-shapley")]
    [InlineData("kernel-shap")]
    [InlineData("shapley-sampling")]
    [InlineData("partition-shap")]
    [InlineData("faith-shap")]
    [InlineData("leave-one-out")]
    [InlineData("lime:ridge=0")]
    [InlineData("gradient-x-input")]
    [InlineData("integrated-gradients")]
    public void A_word_of_a_linear_model_scores_the_sum_of_its_tokens(string spec)
    {
        ExplanationRequest request = UnitGames.Request(Toy.Linear());
        double[] sums = [.. UnitGames.Words.Select(word => word.Sum(position => Toy.Weight(request.Input.Tokens[position].Id)))];
        Toy.Make(spec).Explain(request).PerUnit(request.Input).ShouldBeClose(sums, 1e-4);
    }

    [Theory]
    [InlineData(Gather.Mean)]
    [InlineData(Gather.MaxAbs)]
    public void Only_methods_that_score_tokens_gather(Gather gather)
    {
        ExplanationRequest request = UnitGames.Request(Toy.Linear(), gather: gather);
        double[][] weights = [.. UnitGames.Words.Select(word =>
            word.Select(position => Toy.Weight(request.Input.Tokens[position].Id)).ToArray())];

        Toy.Make("leave-one-out").Explain(request).PerUnit(request.Input).ShouldBeClose([.. weights.Select(word => word.Sum())], 1e-6);
        Toy.Make("gradient-x-input").Explain(request).PerUnit(request.Input).ShouldBeClose(
            [.. weights.Select(word => gather == Gather.Mean ? word.Average() : word.MaxBy(Math.Abs))], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_explainer_scores_tokens_and_units(string id)
    {
        foreach (Granularity granularity in (Granularity[])[Granularity.Word, Granularity.Sentence])
        {
            IModel model = ManagedCore.Load(Repository.Model("bert-micro"));
            ExplanationRequest request = Toy.Request(model, "not very good . it ends", "the end is sad");
            request = request with { Input = request.Input.InUnits(new UnitChoice(granularity)) };
            IExplainer explainer = Toy.Make(id);
            explainer.Check(request.Model.Info, request.Tokenizer, request.Input);
            Attribution attribution = explainer.Explain(request);
            attribution.Scores.Length.ShouldBe(request.Input.Tokens.Length);
            attribution.PerUnit(request.Input).Length.ShouldBe(granularity == Granularity.Word ? 10 : 3);
            attribution.PerUnit(request.Input).ShouldAllBe(score => double.IsFinite(score));
            attribution.StandardErrors.Length.ShouldBeOneOf(0, attribution.Scores.Length);
        }
    }

    [Fact]
    public void Input_reduction_deletes_whole_words()
    {
        ExplanationRequest request = UnitGames.Request(Toy.Linear());
        Attribution attribution = Toy.Make("input-reduction:beam=1").Explain(request);

        // What is deleted first scores 0 / 3, then 1 / 3; what is left scores 1, with the sign of the decision.
        attribution.UnitScores.Length.ShouldBe(3);
        attribution.UnitScores.Select(Math.Abs).ShouldContain(1);
        attribution.UnitScores.Select(score => 3 * Math.Abs(score)).ShouldAllBe(third => third == Math.Round(third));
        attribution.Diagnostics["tokens-kept"].ShouldBe(attribution.UnitScores.Count(score => Math.Abs(score) == 1));
    }

    [Fact]
    public void Chance_draws_once_a_word()
    {
        ExplanationRequest request = UnitGames.Request(Toy.Linear());
        double[] words = Toy.Make("random").Explain(request).PerUnit(request.Input);
        words.Length.ShouldBe(3);
        words.ShouldAllBe(score => score >= 0 && score < 1);
    }

    [Fact]
    public void An_ensemble_ranks_words() =>
        Toy.Make("ensemble:of=leave-one-out").Explain(UnitGames.Request(UnitGames.Model([0, 0, 0, 3, 0, 2, 1, 4]))).UnitScores
            .ShouldBe([1, 0.5, 0]);

    [Fact]
    public void A_group_counts_once_in_a_word()
    {
        ExplanationRequest request = UnitGames.Request(Toy.Linear());
        double[] sums = [.. UnitGames.Words.Select(word => word.Sum(position => Toy.Weight(request.Input.Tokens[position].Id)))];
        Attribution tokens = Toy.Make("aggregate:of=leave-one-out,level=segments").Explain(request);
        tokens.UnitScores.ShouldBeClose([sums.Sum(), sums.Sum(), sums.Sum()], 1e-6);
    }

    [Theory]
    [InlineData("lime:features=words", "features=words")]
    [InlineData("lime:features=all-positions", "features=all-positions")]
    [InlineData("kernel-shap:features=spans,spans=0-2", "features=spans")]
    [InlineData("partition-shap:hierarchy=shap-text", "partition-shap:hierarchy")]
    public void Options_that_name_other_units_are_refused(string spec, string where)
    {
        ExplanationRequest request = UnitGames.Request(Toy.Linear());
        IExplainer explainer = Toy.Make(spec);
        Should.Throw<BenchException>(() => explainer.Explain(request)).Message.ShouldContain(where);
        Should.Throw<BenchException>(() => explainer.Check(request.Model.Info, request.Tokenizer, request.Input));
    }
}
