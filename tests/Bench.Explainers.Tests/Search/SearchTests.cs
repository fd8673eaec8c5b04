using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class SearchTests
{
    private static string Word(double weight) => "one two three four five six a great film not very good".Split(' ')
        .MinBy(word => Math.Abs(Toy.Weight(word) - weight))!;

    [Fact]
    public void Reduction_keeps_a_shortest_text_with_the_same_prediction()
    {
        // The gradient of a word is (1, curvature · weight): the smaller the weight, the sooner it goes.
        var model = new BagOfWordsModel(Toy.Weight, bias: -0.1, curvature: 0.01);
        string[] words = [.. new[] { 1.75, -1.5, 0.25, 1.0 }.Select(Word)];
        ExplanationRequest request = Toy.Request(model, string.Join(' ', words));
        Attribution attribution = Toy.Make("input-reduction:beam=1").Explain(request);

        // Positive all along: the smallest go first, the largest is left.
        int[] order = [.. words.Select((word, i) => (Math.Abs(Toy.Weight(word)), i)).Order().Select(pair => pair.i)];
        double[] expected = new double[4];
        for (int r = 0; r < 3; r++)
        {
            expected[order[r]] = r / 4.0;
        }

        expected[order[3]] = 1;
        attribution.FeatureScores(request).ShouldBeClose(expected, 1e-12);
        attribution.Diagnostics["tokens-kept"].ShouldBe(1);
    }

    [Fact]
    public void Reduction_stops_before_the_prediction_changes()
    {
        // Two weak words hold the prediction together: without either the bias wins.
        var model = new BagOfWordsModel(_ => 1, bias: -1.5);
        ExplanationRequest request = Toy.Request(model, "one two");
        Attribution attribution = Toy.Make("input-reduction").Explain(request);
        attribution.Scores.ShouldBe([0, 1, 1, 0]);
        attribution.Diagnostics["tokens-kept"].ShouldBe(2);
    }

    [Fact]
    public void A_wider_beam_finds_what_a_narrow_one_misses()
    {
        // The weakest gradient is not the least needed word: "one" has none but must stay with "two".
        TokenizedText input = Toy.Tokenizer.Tokenize("one two three");
        ExplanationRequest request = Toy.Request(new Trap(input), input.Text);
        Toy.Make("input-reduction:beam=1").Explain(request).Diagnostics["tokens-kept"].ShouldBe(3);
        Toy.Make("input-reduction:beam=3").Explain(request).Diagnostics["tokens-kept"].ShouldBe(2);
    }

    [Fact]
    public void HotFlip_replaces_by_the_steepest_word_until_the_prediction_flips()
    {
        // Linear: the best replacement is the word of least weight, −10 of id 500, at the word of largest weight.
        var model = new BagOfWordsModel(id => id == 500 ? -10 : id < 100 ? Toy.Weight(id) : 0, bias: 12);
        string[] words = [.. new[] { 0.25, 1.75, 1.0 }.Select(Word)];
        ExplanationRequest request = Toy.Request(model, string.Join(' ', words));
        double value = 12 + words.Sum(Toy.Weight);
        int flips = 0;
        foreach (double weight in words.Select(Toy.Weight).OrderDescending())
        {
            if (value <= 0)
            {
                break;
            }

            value += -10 - weight;
            flips++;
        }

        Attribution attribution = Toy.Make("hotflip").Explain(request);
        attribution.Diagnostics["flips"].ShouldBe(flips);
        attribution.Diagnostics["flipped"].ShouldBe(1);
        int[] order = [.. words.Select((word, i) => (-Toy.Weight(word), i)).Order().Select(pair => pair.i)];
        double[] expected = new double[3];
        for (int k = 0; k < flips; k++)
        {
            expected[order[k]] = (flips - k) / (double)flips;
        }

        flips.ShouldBe(2);
        attribution.FeatureScores(request).ShouldBeClose(expected, 1e-12);
    }

    [Fact]
    public void HotFlip_gives_up_after_the_most_and_says_so()
    {
        var model = new BagOfWordsModel(_ => 0.001, bias: 5);
        Attribution attribution = Toy.Make("hotflip:most=2").Explain(Toy.Request(model, "one two three"));
        attribution.Diagnostics["flips"].ShouldBe(2);
        attribution.Diagnostics["flipped"].ShouldBe(0);
    }

    // Of two classes one is what the other is not: the same search, with the other sign.
    [Theory]
    [InlineData("input-reduction")]
    [InlineData("hotflip")]
    public void A_target_that_is_not_predicted_mirrors_the_scores(string id)
    {
        var model = new BagOfWordsModel(word => word == 500 ? -10 : word < 100 ? Toy.Weight(word) : 0, bias: 12, curvature: 0.01);
        ExplanationRequest request = Toy.Request(model, string.Join(' ', new[] { 0.25, 1.75, 1.0 }.Select(Word)));

        Attribution predicted = Toy.Make(id).Explain(request);
        Attribution other = Toy.Make(id).Explain(request with { Target = new Target(0) });

        predicted.FeatureScores(request).ShouldContain(1);
        other.Scores.ShouldBeClose(predicted.Scores.Select(score => -score), 1e-12);
    }

    // "good" decides for the first class: it is what must stay for it, and what must go for the second.
    [Theory]
    [InlineData("input-reduction")]
    [InlineData("hotflip")]
    public void What_is_searched_is_the_edge_of_the_target_and_not_of_the_prediction(string id)
    {
        var model = new ThreeClasses(Toy.Tokenizer.Id("good"), Toy.Tokenizer.Id("sad"));
        ExplanationRequest request = Toy.Request(model, "good sad film");

        Toy.Make(id).Explain(request with { Target = new Target(0) }).FeatureScores(request)[0].ShouldBe(1);
        double[] second = Toy.Make(id).Explain(request with { Target = new Target(1) }).FeatureScores(request);
        second[0].ShouldBe(-1);
        second[1].ShouldBeGreaterThan(-1);
    }

    [Theory]
    [InlineData("input-reduction")]
    [InlineData("hotflip")]
    public void Tasks_without_a_predicted_class_are_refused(string id) =>
        Should.Throw<BenchException>(() => Toy.Make(id).Explain(Toy.Request(Toy.Linear(), "good") with { Target = new Target(1, 1) }))
            .Message.ShouldContain("classifies texts");

    /// <summary>Logits: 2 for each "good", 1 for each "sad", and the constant 0.5; embeddings of width 2 hold what counts.</summary>
    private sealed class ThreeClasses(int good, int sad) : IModel
    {
        public ModelInfo Info { get; } = new BagOfWordsModel(_ => 0).Info with { Labels = ["GOOD", "SAD", "NONE"] };

        public Ask Offers => Ask.Gradient;

        public Tensor Embed(InputRow row) => new(
            row.TokenIds.ToArray().SelectMany(id => (float[])[id == good ? 2 : 0, id == sad ? 1 : 0]).ToArray(), new Shape(row.Length, 2));

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            [.. queries.Select(query =>
                new Answer { Outputs = Logits(query.Row), Gradient = query.Readout is null ? default : Gradient(query) })];

        // By the word embeddings, all positions alike: of a logit itself, or of its probability.
        private Tensor Gradient(Query query)
        {
            double[] p = Outputs.Probabilities(Logits(query.Row).Span, OutputActivation.Softmax);
            int output = query.Readout!.Terms.Single().Output;
            double[] slope = [.. Enumerable.Range(0, 2).Select(k => query.Readout.Activation == OutputActivation.Identity
                ? k == output ? 1.0 : 0
                : p[output] * ((k == output ? 1 : 0) - p[k]))];
            return new Tensor(
                Enumerable.Range(0, query.Row.Length).SelectMany(_ => slope).Select(value => (float)value).ToArray(),
                new Shape(query.Row.Length, 2));
        }

        private Tensor Logits(InputRow row)
        {
            ReadOnlySpan<float> e = Embed(row).Span;
            float[] logits = [0, 0, 0.5f];
            for (int i = 0; i < e.Length; i++)
            {
                logits[i % 2] += e[i];
            }

            return new Tensor(logits, new Shape(3));
        }
    }

    /// <summary>Predicts YES while "one" and "two" are both there; gradients claim that "one" does not matter.</summary>
    private sealed class Trap(TokenizedText input) : IModel
    {
        private readonly int _one = input.Tokens[1].Id;
        private readonly int _two = input.Tokens[2].Id;

        public ModelInfo Info { get; } = new BagOfWordsModel(_ => 0).Info;

        public Ask Offers => Ask.Gradient;

        public Tensor Embed(InputRow row) => new(new float[row.Length * 2], new Shape(row.Length, 2));

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            [.. queries.Select(query => new Answer
            {
                Outputs = Logits(query.Row),
                Gradient = new Tensor(
                    query.Row.TokenIds.ToArray().SelectMany(id => (float[])[id == _one ? 0 : id == _two ? 2 : 1, 0]).ToArray(),
                    new Shape(query.Row.Length, 2)),
            })];

        private Tensor Logits(InputRow row)
        {
            bool yes = row.TokenIds.Span.Contains(_one) && row.TokenIds.Span.Contains(_two);
            return new Tensor(yes ? new float[] { 0, 1 } : [1, 0], new Shape(2));
        }
    }
}
