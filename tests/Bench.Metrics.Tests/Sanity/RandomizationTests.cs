using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class RandomizationTests
{
    // What the scores of the four words become with 1, 2 and 3 layers drawn anew from the top.
    private static readonly double[] _trained = [4, 3, 2, 1];
    private static readonly Dictionary<(int First, int Count), double[]> _drawn = new()
    {
        [(2, 1)] = [4, 3, 1, 2],
        [(1, 2)] = [-1, 2, 3, -4],
        [(0, 3)] = [1, 2, 3, 4],
        [(0, 1)] = [4, 3, 2, 1],
        [(0, 2)] = [4, 2, 3, 1],
        [(1, 1)] = [4, 3, 2, 1],
    };

    /// <summary>Spearman without ties is 1 − 6 Σd² / (4 · 15): Σd² = 2, 20 and 20 from the top, 0, 2 and 20 from the bottom.</summary>
    [Theory]
    [InlineData("mprt", (0.8 - 1 - 1) / 3)]
    [InlineData("mprt:order=bottom-up", (1 + 0.8 - 1) / 3)]
    [InlineData("mprt:order=independent", (1 + 1 + 0.8) / 3)]
    [InlineData("mprt:steps=1", -1)]
    [InlineData("mprt:steps=2", (0.8 - 1) / 2)]
    [InlineData("mprt:steps=9", (0.8 - 1 - 1) / 3)]
    public void The_score_is_the_mean_similarity_over_the_steps_of_the_cascade(string metric, double expected) =>
        Toy.Score(metric, Context()).Value.ShouldBe(expected, 1e-12);

    [Fact]
    public void Signs_are_dropped_unless_asked_for()
    {
        // Signed, the second step ranks 2 3 4 1 against 4 3 2 1: Σd² = 4 + 0 + 4 + 0.
        Toy.Score("mprt:absolute=false", Context()).Value.ShouldBe((0.8 + (1 - (6 * 8.0 / 60)) - 1) / 3, 1e-12);
    }

    [Theory]
    [InlineData("mprt:similarity=pearson,steps=1", -1)]
    [InlineData("mprt:similarity=tau,steps=2", ((4 / 6.0) - 1) / 2)]
    public void Explanations_are_compared_as_asked(string metric, double expected) =>
        Toy.Score(metric, Context()).Value.ShouldBe(expected, 1e-12);

    [Fact]
    public void An_explanation_that_ignores_the_model_stays_the_same()
    {
        MetricContext context = Explained.By(new FixedScores(3, 1, 2, 5), Model(), 4);

        Toy.Score("mprt", context).Value.ShouldBe(1);
        Toy.Score("smooth-mprt:samples=2", context).Value.ShouldBe(1);
        Toy.Score("efficient-mprt", context).Value.ShouldBe(0);
    }

    [Fact]
    public void A_step_that_ranks_nothing_takes_no_part()
    {
        var model = new RandomizableModel(
            Words(_trained), 2, (_, count, _) => count == 1 ? new BagOfWordsModel(_ => 1) : Words([1, 2, 3, 4]));

        Toy.Score("mprt", Explained.By(new FirstEmbedding(), model, 4)).Value.ShouldBe(-1);
        var constant = new RandomizableModel(Words(_trained), 2, (_, _, _) => new BagOfWordsModel(_ => 1));
        Toy.Score("mprt", Explained.By(new FirstEmbedding(), constant, 4)).Reason.ShouldNotBeNull()
            .ShouldContain("of all randomised models");
    }

    [Fact]
    public void Smoothing_averages_over_the_same_noise_for_all_models()
    {
        // Scores are linear in the embeddings, so the mean of noisy scores is the scores plus the mean noise, which all models share: with
        // little noise the ranking is that without.
        Toy.Score("smooth-mprt:noise=0.001,order=top-down", Context()).Value.ShouldBe((0.8 - 1 - 1) / 3, 1e-12);
        Toy.Score("smooth-mprt:noise=0.001", Context()).Value.ShouldBe((1 + 0.8 - 1) / 3, 1e-12);

        // Noise as large as this would shuffle the two sides apart if each drew its own.
        var same = new RandomizableModel(Words(_trained), 1, (_, _, _) => Words(_trained));
        Toy.Score("smooth-mprt:noise=9,samples=1", Explained.By(new FirstEmbedding(), same, 4)).Value.ShouldBe(1, 1e-12);
    }

    /// <summary>
    /// Scores 4 3 2 1 fill three bins 1 to 2 to 3 to 4 as 1, 1 and 2: H = 1.5 ln 2. Of the random model's all but one are equal.
    /// </summary>
    [Fact]
    public void Efficiency_looks_at_the_rise_of_the_entropy_of_the_histogram()
    {
        var model = new RandomizableModel(Words(_trained), 2, (first, count, seed) => (first, count, seed) switch
        {
            (0, 2, 42) => Words([0, 0, 0, 8]),
            _ => throw new InvalidOperationException(),
        });
        MetricContext context = Explained.By(new FirstEmbedding(), model, 4);

        double before = 1.5 * Math.Log(2);
        double after = -(0.75 * Math.Log(0.75)) - (0.25 * Math.Log(0.25));
        Toy.Score("efficient-mprt", context).Value.ShouldBe((after - before) / before, 1e-12);
        Toy.Score("efficient-mprt:bins=100", context).Value.ShouldBe((after - Math.Log(4)) / Math.Log(4), 1e-12);

        // As shares: 0.4 0.3 0.2 0.1 against 1.
        Toy.Score("efficient-mprt:complexity=shares", context).Value.ShouldBe(-1, 1e-12);
    }

    [Fact]
    public void The_draw_is_passed_on_and_shared_by_all_instances()
    {
        var seeds = new HashSet<ulong>();
        var model = new RandomizableModel(Words(_trained), 2, (_, _, seed) =>
        {
            seeds.Add(seed);
            return Words([1, 2, 3, 4]);
        });
        foreach (ulong seed in new ulong[] { 1, 2, 3 })
        {
            _ = Toy.Score("mprt:draw=7", Explained.By(new FirstEmbedding(), model, 4) with { Seed = seed });
        }

        seeds.ShouldBe([7UL]);
    }

    [Theory]
    [InlineData("mprt")]
    [InlineData("smooth-mprt")]
    [InlineData("efficient-mprt")]
    public void What_cannot_be_tested_says_why(string metric)
    {
        MetricContext context = Context();

        Toy.Score(metric, context with { Explainer = null }).Reason.ShouldNotBeNull().ShouldContain("the scores were given");
        Toy.Score(metric, Explained.By(new FirstEmbedding(), Words(_trained), 4)).Reason.ShouldNotBeNull()
            .ShouldContain("cannot be drawn anew");
        Toy.Score(metric, Explained.By(new FixedScores(1), Model(), 1)).Reason.ShouldNotBeNull().ShouldContain("fewer than 2 tokens");
        Toy.Score(metric, Explained.By(new FixedScores(1, 1, 1, 1), Model(), 4)).Reason.ShouldNotBeNull()
            .ShouldContain("all scores are equal");
        Toy.Score(metric, Explained.By(new FixedScores(1, double.NaN, 1, 1), Model(), 4)).Reason.ShouldNotBeNull()
            .ShouldContain("not a finite number");
        Toy.Score(metric, Explained.By(new RefusesRandom(), Model(), 4)).Reason.ShouldNotBeNull()
            .ShouldContain("could not be explained: No");
    }

    private static MetricContext Context() => Explained.By(new FirstEmbedding(), Model(), 4);

    private static RandomizableModel Model() => new(Words(_trained), 3, (first, count, _) => Words(_drawn[(first, count)]));

    private static BagOfWordsModel Words(double[] weights) => new(id => weights[id - 10]);

    /// <summary>Explains the trained model only.</summary>
    private sealed class RefusesRandom : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default) =>
            request.Model is RandomizableModel
                ? new Attribution([0, .. _trained, 0])
                : throw new BenchException("No", "here", "Draw it anew");
    }
}
