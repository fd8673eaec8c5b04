using Bench.Abstractions;

namespace Bench.Explainers.Tests;

/// <summary>A suite's removal reaches every option that says what stands for absent tokens, unless the option was set.</summary>
public class SuiteRemovalTests
{
    [Theory]
    [InlineData("leave-one-out", "removal", "mask", "delete", "delete")]
    [InlineData("lime", "removal", "mask", "attention-mask", "attention-mask")]
    [InlineData("partition-shap", "removal", "mask", "pad", "pad")]
    [InlineData("kernel-shap", "removal", "mask", "delete", "delete")]
    [InlineData("integrated-gradients", "baseline", "mask", "pad", "pad")]
    [InlineData("adaptive-integrated-gradients", "baseline", "mask", "pad", "pad")]
    [InlineData("sequential-integrated-gradients", "baseline", "mask", "pad", "pad")]
    [InlineData("discretized-integrated-gradients", "baseline", "pad", "mask", "mask")]
    [InlineData("gradient-shap", "references", "mask", "pad", "pad")]
    [InlineData("deeplift", "baseline", "mask", "pad", "pad")]
    [InlineData("layer-integrated-gradients", "baseline", "mask", "pad", "pad")]
    [InlineData("expected-gradients", "references", "random-tokens", "pad", "random-tokens")]
    [InlineData("sobol", "removal", "mask", "delete", "delete")]
    [InlineData("smoothgrad", "baseline", "mask", "pad", "pad")]
    [InlineData("aggregate", "removal", "", "delete", "delete")]
    [InlineData("ensemble", "removal", "", "pad", "pad")]
    public void An_option_that_was_not_set_follows(string id, string option, string own, string suite, string expected)
    {
        Value(id, option, null).ShouldBe(own);
        Value(id, option, suite).ShouldBe(expected);
    }

    // A path runs through embeddings, where nothing can be cut out or hidden.
    [Theory]
    [InlineData("integrated-gradients", "mask", "delete")]
    [InlineData("integrated-gradients", "mask", "attention-mask")]
    [InlineData("discretized-integrated-gradients", "pad", "delete")]
    public void A_removal_that_a_path_cannot_start_from_leaves_the_baseline_as_it_is(string id, string own, string suite) =>
        Value(id, "baseline", suite).ShouldBe(own);

    [Theory]
    [InlineData("leave-one-out:removal=pad", "removal", "pad")]
    [InlineData("integrated-gradients:baseline=zero", "baseline", "zero")]
    [InlineData("aggregate:removal=pad", "removal", "pad")]
    public void What_was_set_stays(string spec, string option, string expected) => Value(spec, option, "mask").ShouldBe(expected);

    [Fact]
    public void No_option_named_removal_is_left_out()
    {
        foreach (Component<ExplainerDescriptor, IExplainer> component in
            Toy.Catalog().All.Where(component => component.Options.Any(option => option.Key == "removal")))
        {
            component.Configure(new ComponentSpec(component.Descriptor.Id), null, Removal.Pad).Options["removal"]
                .ShouldBe("pad", component.Descriptor.Id);
        }
    }

    [Theory]
    [InlineData("aggregate:of=leave-one-out", "leave-one-out:removal=delete")]
    [InlineData("aggregate:of=\"leave-one-out:removal=pad\"", "leave-one-out:removal=pad")]
    [InlineData("ensemble:of=leave-one-out", "ensemble:of=\"leave-one-out:removal=delete\"")]
    public void It_reaches_the_explainers_inside_others(string outer, string same)
    {
        ExplanationRequest request = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First().Request;
        Make(outer, Removal.Delete).Explain(request).Scores.ShouldBe(Toy.Make(same).Explain(request).Scores);
        Toy.Make(outer).Explain(request).Scores.ShouldNotBe(Toy.Make("leave-one-out:removal=delete").Explain(request).Scores);
    }

    [Fact]
    public void It_reaches_the_paths_under_noise()
    {
        ExplanationRequest request = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First().Request;
        foreach (string inside in (string[])["of=integrated-gradients,steps=5", "of=method,method=\"integrated-gradients:steps=5\""])
        {
            string spec = $"smoothgrad:{inside},samples=3,reduce=sum";
            Make(spec, Removal.Pad).Explain(request).Scores.ShouldBe(Toy.Make($"{spec},baseline=pad").Explain(request).Scores);
            Make(spec, Removal.Pad).Explain(request).Scores.ShouldNotBe(Toy.Make(spec).Explain(request).Scores);
        }
    }

    private static string Value(string spec, string option, string? suite) =>
        Toy.Catalog().Configure(ComponentSpec.Parse(spec), null, suite is null ? null : Parse(suite)).Options[option];

    private static IExplainer Make(string spec, Removal removal) =>
        Toy.Catalog().Configure(ComponentSpec.Parse(spec), null, removal).Instance;

    private static Removal Parse(string key) => Enum.GetValues<Removal>().Single(removal => OptionsBinder.Key(removal.ToString()) == key);
}
