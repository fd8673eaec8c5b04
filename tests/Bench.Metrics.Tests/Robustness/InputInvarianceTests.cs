using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class InputInvarianceTests
{
    private static readonly double[] _weights = [0.5, -0.25, 1];

    /// <summary>
    /// The first embedding value of every word moves by m₀ of a shift of length 1.25^½ · 7 / 12, so that ‖e − e'‖ = √3 |m₀|; a random
    /// direction in the plane never gives more than its length.
    /// </summary>
    [Fact]
    public void Scores_that_are_embeddings_move_with_the_shift()
    {
        double length = Math.Sqrt(1.25) * (0.5 + 0.25 + 1) / 3;
        double norm = Math.Sqrt(0.25 + 0.0625 + 1);

        double one = Toy.Score("input-invariance:shifts=1", Context(new FirstEmbedding())).Value;
        double most = Math.Sqrt(3) * length / norm;
        one.ShouldBeInRange(1e-3, most);
        Toy.Score("input-invariance:shifts=1,size=3", Context(new FirstEmbedding())).Value.ShouldBe(3 * one, 1e-5);

        // The mean of |cos| over directions is 2 / π.
        Toy.Score("input-invariance:shifts=2000", Context(new FirstEmbedding())).Value.ShouldBe(most * 2 / Math.PI, 0.05 * most);
    }

    [Fact]
    public void Differences_to_a_baseline_of_words_do_not_move()
    {
        Toy.Score("input-invariance", Context(new LessMask())).Value.ShouldBe(0);
        Toy.Score("input-invariance", Context(new FixedScores(3, 1, 2))).Value.ShouldBe(0);
    }

    /// <summary>Predictions and gradients of the shifted model agree whether embeddings are looked up or given: f'(x + m) = f(x).</summary>
    [Fact]
    public void The_shifted_model_is_the_same_function()
    {
        var inner = new BagOfWordsModel(id => id < 20 ? _weights[id - 10] : 0, bias: 0.25, curvature: 0.5);
        var explainer = new Recorder();
        _ = Toy.Score("input-invariance:shifts=1", Explained.By(explainer, new SummingModel(inner), 3));
        var model = explainer.Last.ShouldNotBeNull();
        int[] ids = [10, 12];
        float[] shifted = model.Embed(ids).Span.ToArray();
        float[] own = inner.Embed(ids).Span.ToArray();

        // One vector for all words.
        double[] shift = [shifted[0] - own[0], shifted[1] - own[1]];
        shift.ShouldAllBe(value => value != 0);
        (shifted[2] - own[2], shifted[3] - own[3]).ShouldSatisfyAllConditions(
            moved => ((double)moved.Item1).ShouldBe(shift[0], 1e-6), moved => ((double)moved.Item2).ShouldBe(shift[1], 1e-6));
        var row = new InputRow { TokenIds = ids };
        Answer expected = inner.Gradients([new(row, new Target(1), Quantity.Logit)])[0];
        foreach (ReplacedEmbeddings? given in new[] { null, new ReplacedEmbeddings(shifted), new ReplacedEmbeddings(shifted, shifted, 0) })
        {
            var asked = new InputRow { TokenIds = ids, Embeddings = given };
            Close(model.Predict([asked])[0], expected.Outputs);
            Answer gradient = model.Gradients([new(asked, new Target(1), Quantity.Logit)])[0];
            Close(gradient.Outputs, expected.Outputs);
            Close(gradient.Gradient, expected.Gradient);

            // Products are with the input as it is seen from outside.
            Answer sums = model.GradientSums([Query.Of(model.Info, asked, Ask.GradientSums, new Target(1), Quantity.Logit)])[0];
            ReadOnlySpan<float> seen = given is { } line ? line.Point().Span : shifted;
            var right = GradientSums.Of(expected.Gradient.Span, seen, ids.Length);
            sums.GradientSums!.Product.ToArray().Zip(right.Product.ToArray())
                .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
        }

        model.Offers.ShouldBe(Ask.Gradient | Ask.GradientSums);

        void Close(Tensor actual, Tensor right) =>
            actual.Span.ToArray().Zip(right.Span.ToArray()).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void What_cannot_be_shifted_says_why()
    {
        Toy.Score("input-invariance", Toy.Linear(_weights, _weights)).Reason.ShouldNotBeNull().ShouldContain("the scores were given");
        Toy.Score("input-invariance", Context(new FixedScores(0, 0, 0))).Reason.ShouldNotBeNull().ShouldContain("no score counts");
        var blind = Explained.By(new FixedScores(1, 2), new FunctionModel(_ => [0, 1], "a", "b"), 2);
        Toy.Score("input-invariance", blind).Reason.ShouldNotBeNull().ShouldContain("does not take embeddings");
    }

    private static MetricContext Context(IExplainer explainer) => Explained.By(explainer, new BagOfWordsModel(id => _weights[id - 10]), 3);

    /// <summary>Remembers the model it was last asked about.</summary>
    private sealed class Recorder : IExplainer
    {
        public IModel? Last { get; private set; }

        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
        {
            Last = request.Model;
            return new Attribution([0, 3, 2, 1, 0]);
        }
    }

    /// <summary>First embedding values less those of the mask.</summary>
    private sealed class LessMask : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
        {
            var words = request.Model;
            float mask = words.Embed([request.Tokenizer.Special.RequireMask()]).Span[0];
            Tensor embeddings = words.Embed(request.Input.Row);
            return new Attribution([.. request.Input.Tokens.Select((_, i) => (double)(embeddings[i].Span[0] - mask))]);
        }
    }
}
