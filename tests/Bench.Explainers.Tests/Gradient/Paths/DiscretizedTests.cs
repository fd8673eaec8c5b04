using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class DiscretizedTests
{
    /// <summary>Ids 10 to 16 at (w, w / 2); 10 is where paths start here, the padding token's zeros where they end.</summary>
    private static readonly double[] _line = [8, 9, 7.5, 6, 1, -1, 3];

    private static WordEmbeddings Words(double[] weights) => new(
        new BagOfWordsModel(id => id - 10 < weights.Length ? weights[id - 10] : 1000 + id), Toy.Tokenizer.Special);

    [Fact]
    public void Neighbours_are_sorted_by_distance_and_never_special()
    {
        WordEmbeddings vocabulary = Words(_line);
        vocabulary.Neighbours(10, 4).ShouldBe([12, 11, 13, 16]);

        // Ids 5 to 9 stand at zero like the special tokens, but are words; 1 away is closer than 3.
        vocabulary.Neighbours(14, 7).ShouldBe([5, 6, 7, 8, 9, 15, 16]);
    }

    // The search compares in single precision first; the order must be that of exact distances, whatever is asked for at once.
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(10000)]
    public void Neighbours_found_together_are_those_of_a_plain_sort(int count)
    {
        ReferenceEncoder model = GoldenCases.Reference("bert-micro");
        SpecialTokens special = Toy.Tokenizer.Special;
        var vocabulary = new WordEmbeddings(model, special);
        int[] words = [.. Enumerable.Range(0, 40).Select(i => 5 + (i * 14))];
        vocabulary.Find(words, count);
        double Distance(int a, int b) => vocabulary.Embedding(a).ToArray()
            .Zip(vocabulary.Embedding(b).ToArray(), (x, y) => ((double)x - y) * ((double)x - y)).Sum();
        foreach (int word in words)
        {
            int[] expected = [.. Enumerable.Range(5, model.Info.VocabularySize - 5)
                .Where(other => other != word).OrderBy(other => Distance(word, other)).ThenBy(other => other).Take(count)];
            vocabulary.Neighbours(word, count).ShouldBe(expected);
        }
    }

    [Fact]
    public void Words_too_near_for_single_precision_are_told_apart()
    {
        // Squares of 10⁻³⁰ and less vanish in single precision; all words but the first stand nearer than 10⁻²⁹ to it.
        WordEmbeddings vocabulary = Words([1e-30, 5e-30, 3e-30, 4e-30, 2e-30]);
        vocabulary.Neighbours(10, 4).ShouldBe([5, 6, 7, 8]);
        vocabulary.Neighbours(10, 9).ShouldBe([5, 6, 7, 8, 9, 14, 12, 13, 11]);
    }

    [Fact]
    public void The_greedy_path_goes_to_the_nearest_words_that_need_not_be_moved()
    {
        // From 8 towards 0 with three neighbours: 9 lies behind, 7.5 and 6 on the way cost nothing, the first found is taken.
        float[][] path = WordPath.Build(
            Words(_line), [(10, 0)], new DiscretizedIntegratedGradientsOptions { Steps = 2, Neighbours = 3 })[0];
        path.Select(point => (double)point[0]).ShouldBeClose([8, 7.5, 6, 0], 1e-6);
        path.Select(point => (double)point[1]).ShouldBeClose([4, 3.75, 3, 0], 1e-6);
    }

    [Fact]
    public void A_word_off_the_way_is_moved_one_step_along_it()
    {
        // (9, 2) from (8, 4) to (0, 0): 9 is outside 0…8 and becomes 8 − 8 / 4; 2 is inside and stays.
        WordPath.Monotonic([8, 4], [9, 2], [0, 0], 4).ShouldBe([6, 2]);
        WordPath.Monotonic([-8, 0], [-3, 1], [0, 0], 4).ShouldBe([-3, 0]);
    }

    [Theory]
    [InlineData(AnchorStrategy.Greedy)]
    [InlineData(AnchorStrategy.MaxCount)]
    public void Every_element_is_monotonic_from_the_word_to_the_baseline(AnchorStrategy strategy)
    {
        ReferenceEncoder model = GoldenCases.Reference("bert-micro");
        var vocabulary = new WordEmbeddings(model, Toy.Tokenizer.Special);
        var options = new DiscretizedIntegratedGradientsOptions { Steps = 12, Strategy = strategy };
        foreach (int word in (int[])[20, 67, 560])
        {
            float[][] path = WordPath.Build(vocabulary, [(word, 0)], options)[0];
            path.Length.ShouldBe(14);
            path[0].ShouldBe(vocabulary.Embedding(word).ToArray());
            path[^1].ShouldBe(vocabulary.Embedding(0).ToArray());
            for (int e = 0; e < model.Info.EmbeddingWidth; e++)
            {
                float[] element = [.. path.Select(point => point[e])];
                bool rises = element[^1] >= element[0];
                element.ShouldBe(rises ? element.Order() : element.OrderDescending());
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("strategy=max-count,steps=5")]
    [InlineData("baseline=mask,neighbours=5")]
    public void Any_path_is_exact_for_a_linear_model(string options)
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good", "sad end");
        Attribution attribution = Toy.Make($"discretized-integrated-gradients:{options}").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose("not very good sad end".Split(' ').Select(Toy.Weight), 1e-5);
        attribution.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(0, 1e-5);
    }

    [Fact]
    public void Gradients_are_summed_at_the_start_of_each_step_and_the_gap_tells()
    {
        // "a" has id 10: the path is 0, 6, 7.5, 8, its second element half of that. f = e₀ + 3 e₁² has the slope (1, 6 e₁), and
        // 8 + 6 (0 · 3 + 3 · 0.75 + 3.75 · 0.25) = 27.125, where f itself rises by 8 + 3 · 16 = 56.
        var model = new BagOfWordsModel(id => id - 10 < _line.Length ? _line[id - 10] : 1000 + id, curvature: 3);
        ExplanationRequest request = Toy.Request(model, "a");
        Attribution attribution = Toy.Make("discretized-integrated-gradients:steps=2,neighbours=3").Explain(request);
        attribution.Scores.ShouldBeClose([0, 27.125, 0], 1e-4);
        attribution.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(27.125 - 56, 1e-4);
    }

    [Theory]
    [InlineData("steps=0", "1 to 1000")]
    [InlineData("neighbours=0", "1 to 10000")]
    [InlineData("baseline=zero", "pad | mask")]
    public void Bad_options_are_refused_with_what_is_allowed(string options, string allowed) =>
        Should.Throw<BenchException>(() => Toy.Make($"discretized-integrated-gradients:{options}")).Message.ShouldContain(allowed);
}
