using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Runs by another core than the default one are other runs, and say by which.</summary>
public sealed class CoreOfRunTests
{
    private static readonly CoreInfo _core = new("torch", "cuda:0", "half", "TorchSharp 1.2.3")
    {
        Error = new PrecisionError(8, 0.01, 0.002),
    };

    [Fact]
    public void The_manifest_names_the_core_and_comes_back_from_its_file()
    {
        using var suite = new ToySuite { Decorate = model => new OnCore(model, _core) };
        RunManifest run = suite.Run().Results.Run;
        run.Core.ShouldBe(_core);
        RunManifest.Parse(run.ToJson(), "run.json").Core.ShouldBe(_core);
    }

    [Fact]
    public void A_run_by_the_default_core_does_not_mention_it()
    {
        using var suite = new ToySuite();
        suite.Run().Results.Run.ToJson().ShouldNotContain("\"core\"");
    }

    [Fact]
    public void Name_device_and_precision_make_another_run_but_library_and_error_do_not()
    {
        CoreInfo?[] cores = [
            null, _core, _core with { Name = "other" }, _core with { Device = "cuda:1" }, _core with { Precision = "single" }];
        string[] identities = [.. cores.Select(core => Run(core).Identity)];
        identities.Distinct().Count().ShouldBe(cores.Length);
        Run(_core with { Library = "TorchSharp 2", Error = null }).Identity.ShouldBe(identities[1]);
    }

    [Fact]
    public void Explainers_are_added_to_runs_of_the_same_core_only()
    {
        using var suite = new ToySuite(instances: 2) { Decorate = model => new OnCore(model, _core) };
        RunSettings added = suite.Settings with { AddedExplainers = [ComponentSpec.Parse("lime:samples=20")] };
        suite.Run();
        suite.Decorate = model => new OnCore(model, _core with { Library = "TorchSharp 2", Error = null });
        suite.Run(added);
        suite.Decorate = model => new OnCore(model, _core with { Device = "cuda:1" });
        Should.Throw<BenchException>(() => suite.Run(added)).Problem.ShouldContain("core device \"cuda:1\", was \"cuda:0\"");
        suite.Decorate = model => model;
        Should.Throw<BenchException>(() => suite.Run(added)).Problem.ShouldContain("core name none, was \"torch\"");
    }

    private static RunManifest Run(CoreInfo? core)
    {
        using var suite = new ToySuite(instances: 2) { Decorate = model => core is null ? model : new OnCore(model, core) };
        return suite.Run().Results.Run;
    }

    private sealed class OnCore(IModel inner, CoreInfo core) : ModelDecorator(inner)
    {
        public override ModelInfo Info => Inner.Info with { Core = core };

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            Inner.Answer(queries, cancellationToken);
    }
}
