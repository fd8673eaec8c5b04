using Bench.Abstractions;
using Bench.Metrics;

namespace Bench.Evaluation.Tests;

public sealed class SuiteRemovalTests
{
    [Fact]
    public void Every_explainer_and_metric_of_a_suite_follows_its_removal_and_keeps_its_name()
    {
        using var toy = new ToySuite(settings: "removal: pad");
        Suite suite = SuiteFile.Read(toy.File);

        RunPlan plan = toy.Planner().Plan(suite, suite.Models[0], toy.Settings);
        using LoadedModel model = plan.Model;

        plan.Explainers.Single(explainer => explainer.Descriptor.Id == "lime").Options["removal"].ShouldBe("pad");
        plan.Metrics.Single(metric => metric.Name == "aopc-comprehensiveness").Options["removal"].ShouldBe("pad");
        plan.Metrics.Single(metric => metric.Name == "tau-loo").Options["removal"].ShouldBe("pad");
        plan.Explainers.Select(explainer => explainer.Name).ShouldContain("lime:samples=40");
        toy.Planner().WithExplainers(plan, [new ComponentSpec("leave-one-out")], OptionProfile.None)
            .Explainers.Single().Options["removal"].ShouldBe("pad");
    }

    [Fact]
    public void The_command_line_goes_before_the_suite_and_a_spec_before_both()
    {
        using var toy = new ToySuite(settings: "removal: pad");
        Suite suite = SuiteFile.Read(toy.File);
        RunSettings settings = toy.Settings with
        {
            Removal = Removal.Mask,
            Metrics = [.. ComponentSpec.ParseList("tau-loo,tau-loo:removal=delete")],
        };

        RunPlan plan = toy.Planner().Plan(suite, suite.Models[0], settings);
        using LoadedModel model = plan.Model;

        plan.Metrics.Select(metric => metric.Options["removal"]).ShouldBe(["mask", "delete"]);
        plan.Suite.Removal.ShouldBe(Removal.Mask);
    }

    [Fact]
    public void Another_removal_is_another_run_and_where_none_is_named_metrics_mask()
    {
        using var toy = new ToySuite();
        Suite suite = SuiteFile.Read(toy.File);
        RunPlan own = toy.Planner().Plan(suite, suite.Models[0], toy.Settings);
        RunPlan deleted = toy.Planner().Plan(suite with { Removal = Removal.Delete }, suite.Models[0], toy.Settings);
        using LoadedModel first = own.Model;
        using LoadedModel second = deleted.Model;

        own.Explainers.Single(explainer => explainer.Descriptor.Id == "lime").Options["removal"].ShouldBe("mask");
        own.Metrics.Where(metric => metric.Options.ContainsKey("removal")).Select(metric => metric.Options["removal"])
            .ShouldBe(["mask", "mask"]);
        toy.Run();
        RunManifest before = RunManifest.Read(Path.Combine(toy.ModelResults, "run.json"));
        File.AppendAllText(toy.File, "\nremoval: delete\n");
        toy.Run().Results.Run.Identity.ShouldNotBe(before.Identity);
    }

    [Fact]
    public void Metrics_appear_once_for_each_removal_of_a_suite_unless_they_name_one()
    {
        using var toy = new ToySuite(settings: "removals: [mask, attention-mask]");
        Suite suite = SuiteFile.Read(toy.File);
        suite = suite with { Metrics = [.. suite.Metrics, ComponentSpec.Parse("tau-loo:removal=delete")] };

        RunPlan plan = toy.Planner().Plan(suite, suite.Models[0], toy.Settings);
        using LoadedModel model = plan.Model;

        plan.Metrics.Select(metric => metric.Name).ShouldBe([
            "aopc-comprehensiveness:removal=mask", "aopc-comprehensiveness:removal=attention-mask",
            "tau-loo:removal=mask", "tau-loo:removal=attention-mask", "token-f1", "model-rows", "tau-loo:removal=delete"]);
        plan.Metrics.Select(metric => metric.Options.GetValueOrDefault("removal")).ShouldBe(
            ["mask", "attention-mask", "mask", "attention-mask", null, null, "delete"]);
        plan.Explainers.Single(explainer => explainer.Descriptor.Id == "lime").Options["removal"].ShouldBe("mask");
    }

    [Fact]
    public void The_command_lines_removal_goes_before_the_suites_removals()
    {
        using var toy = new ToySuite(settings: "removals: [mask, delete]");
        Suite suite = SuiteFile.Read(toy.File);

        RunPlan plan = toy.Planner().Plan(suite, suite.Models[0], toy.Settings with { Removal = Removal.Pad });
        using LoadedModel model = plan.Model;

        plan.Metrics.Single(metric => metric.Name == "tau-loo").Options["removal"].ShouldBe("pad");
    }

    [Fact]
    public void A_tokenizer_without_a_mask_token_deletes()
    {
        RemovalAxis.Default(new SpecialTokens(1, 2, null, null, null)).ShouldBe(Removal.Delete);
        RemovalAxis.Default(new SpecialTokens(1, 2, null, 3, null)).ShouldBe(Removal.Mask);
    }

    [Theory]
    [InlineData("removals: [mask, rub-out]", "'removals' is 'rub-out'")]
    [InlineData("removals: []", "is empty or names one twice")]
    [InlineData("removals: [mask, mask]", "is empty or names one twice")]
    [InlineData("removals: mask", "expected a list")]
    [InlineData("removals: [{mask: 1}]", "'removals' is 'a mapping'")]
    public void Removals_that_are_none_are_refused_with_file_and_line(string setting, string expected)
    {
        using var toy = new ToySuite(settings: setting);

        BenchException refusal = Should.Throw<BenchException>(() => SuiteFile.Read(toy.File));

        refusal.Message.ShouldContain(expected);
        refusal.Message.ShouldContain("suite.yaml:");
    }

    [Fact]
    public void No_metric_with_a_removal_is_left_out()
    {
        foreach (Component<MetricDescriptor, IMetric> component in
            BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric")).All
                .Where(component => component.Options.Any(option => option.Key == "removal")))
        {
            component.Configure(new ComponentSpec(component.Descriptor.Id), null, Removal.Pad).Options["removal"]
                .ShouldBe("pad", component.Descriptor.Id);
        }
    }
}
