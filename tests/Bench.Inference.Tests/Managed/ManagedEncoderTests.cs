using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>What is particular to the managed core, beyond the contract of every core.</summary>
public class ManagedEncoderTests
{
    [Fact]
    public void The_longest_row_is_computed_with_little_memory()
    {
        ManagedEncoder frugal = Cores.Get("sst2-bert-mini", new ManagedCoreOptions { KeptActivationBytes = 1 });
        var row = new InputRow { TokenIds = Enumerable.Range(0, frugal.Info.MaxLength).Select(i => 1000 + (i * 31)).ToArray() };
        TargetQuery[] queries = [new TargetQuery(row, new Target(1), Quantity.Logit)];
        Tensor expected = Cores.Get("sst2-bert-mini").Gradients(queries)[0].Gradient;
        frugal.Gradients(queries)[0].Gradient.Span.SequenceEqual(expected.Span).ShouldBeTrue();
    }

    [Fact]
    public void Operations_are_counted_as_they_are_computed()
    {
        // Two layers, hidden 32, intermediate 64, 5 tokens: keys and values for all, the rest of the last layer for one.
        double all = 5 * ((4 * 32 * 32) + (2 * 5 * 32) + (2 * 32 * 64));
        double last = (5 * 2 * 32 * 32) + (2 * 32 * 32) + (2 * 5 * 32) + (2 * 32 * 64);
        Cores.Get("bert-micro").Info.ForwardFlops!(5).ShouldBe(2 * (all + last));
    }

    [Fact]
    public void Kernels_that_the_processor_lacks_are_refused()
    {
        foreach (KernelChoice choice in Enum.GetValues<KernelChoice>().Where(choice => !Kernels.IsSupported(choice)))
        {
            Should.Throw<BenchException>(() => Kernels.For(choice));
        }

        Kernels.For(KernelChoice.Auto).PanelWidth.ShouldBe(Cores.Kernels.Max(choice => Kernels.For(choice).PanelWidth));
    }

    [Fact]
    public void The_managed_core_refuses_other_devices_and_precisions()
    {
        var provider = new ManagedCoreProvider();
        string folder = Repository.Model("bert-micro");
        Should.Throw<BenchException>(() => provider.Open(folder, new CoreOptions { Device = "cuda" })).Message
            .ShouldContain("--core torch");
        Should.Throw<BenchException>(() => provider.Open(folder, new CoreOptions { Precision = CorePrecision.Half }));
        using var model = (ManagedEncoder)provider.Open(folder, new CoreOptions { Device = "cpu", Threads = 1 });
        model.Info.Core.ShouldBeNull();
    }
}
