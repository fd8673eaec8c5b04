using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class OcclusionTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Leave_one_out_and_windows_of_two_are_those_of_the_reference(string name)
    {
        foreach (Quantity quantity in GoldenCase.Quantities)
        {
            string key = GoldenTarget.Key(quantity);
            foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, quantity))
            {
                foreach (string removal in (string[])["mask", "delete"])
                {
                    GoldenRequest.Check(
                        target.At("leave_one_out", removal, key),
                        Toy.Make($"leave-one-out:removal={removal}").Explain(request).FeatureScores(request),
                        $"{name} leave-one-out {removal} {key}");
                }

                JsonElement expected = target.At("occlusion_window2", key);
                var game = CoalitionGame.Of(request, new PerturbationOptions(), CancellationToken.None);
                (_, double[] windows, _) = OcclusionWindows.Effects(game, OcclusionWindows.OfList(game.Count, 2, 1));
                GoldenRequest.Check(expected.At("windows"), windows, $"{name} windows {key}");
                GoldenRequest.Check(
                    expected.At("tokens"), Toy.Make("occlusion").Explain(request).FeatureScores(request), $"{name} occlusion {key}");
            }
        }
    }

    [Theory]
    [InlineData(3, 1, 4)]
    [InlineData(3, 3, 2)]
    [InlineData(4, 3, 2)]
    [InlineData(6, 2, 1)]
    [InlineData(1, 1, 6)]
    public void Windows_cover_every_feature_and_the_last_is_cut_at_the_end(int window, int stride, int count)
    {
        // Six features, each worth its index: a window is worth the sum of what it covers.
        TokenizedText input = Toy.Tokenizer.Tokenize("one two three four five six");
        FunctionModel model = Toy.Game(input, kept => kept.Select((one, i) => one ? i : 0).Sum());
        var game = CoalitionGame.Of(
            Toy.Request(model, input.Text), new PerturbationOptions(), CancellationToken.None);
        (double[] features, double[] windows, double full) = OcclusionWindows.Effects(game, OcclusionWindows.OfList(6, window, stride));
        full.ShouldBe(15);
        int[][] expected = [.. Enumerable.Range(0, 6).Select(k => Enumerable.Range(k * stride, window).Where(i => i < 6).ToArray())
            .Take(count)];
        windows.Length.ShouldBe(count);
        windows.ShouldBeClose(expected.Select(covered => (double)covered.Sum()), 1e-9);
        features.ShouldBeClose(
            Enumerable.Range(0, 6).Select(i => expected.Where(covered => covered.Contains(i)).Average(covered => covered.Sum())), 1e-9);
    }

    [Theory]
    [InlineData("mask")]
    [InlineData("delete")]
    [InlineData("pad")]
    [InlineData("attention-mask")]
    public void Leave_one_out_is_the_weight_in_a_linear_model(string removal)
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good", "sad end");
        Toy.Make($"leave-one-out:removal={removal}").Explain(request).FeatureScores(request).ShouldBeClose(
            "not very good sad end".Split(' ').Select(Toy.Weight), 1e-6);
    }

    [Fact]
    public void Impossible_windows_are_refused_with_what_is_allowed()
    {
        Should.Throw<BenchException>(() => Toy.Make("occlusion:window=2,stride=3")).Message.ShouldContain("1 to 2");
        Should.Throw<BenchException>(() => Toy.Make("occlusion:window=0")).Message.ShouldContain("1 to 10000");
        Should.Throw<BenchException>(() => Toy.Make("occlusion:window=3").Explain(Toy.Request(Toy.Linear(), "not good")))
            .Message.ShouldContain("1 to 2");
    }
}
