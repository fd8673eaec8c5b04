using System.Collections.Concurrent;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Models loaded once for all tests.</summary>
internal static class Cores
{
    private static readonly ConcurrentDictionary<(string Model, ManagedCoreOptions Options), Lazy<ManagedEncoder>> _models = new();

    /// <summary>The managed core for the contract suite, with every kernel this machine can run.</summary>
    public static TestedCore Managed { get; } = new TestedManagedCore { Gradients = 1e-5 };

    /// <summary>The choices this machine can run.</summary>
    public static IEnumerable<KernelChoice> Kernels { get; } =
        [.. Enum.GetValues<KernelChoice>().Where(choice => choice != KernelChoice.Auto && Inference.Kernels.IsSupported(choice))];

    /// <summary>A golden or shipped model.</summary>
    public static ManagedEncoder Get(string model, ManagedCoreOptions? options = null) => _models
        .GetOrAdd(
            (model, options ?? new ManagedCoreOptions()),
            key => new(() => ManagedCore.Load(Repository.Model(key.Model), key.Options)))
        .Value;

    /// <summary>A golden or shipped model with chosen kernels.</summary>
    public static ManagedEncoder Get(string model, KernelChoice kernels) => Get(model, new ManagedCoreOptions { Kernels = kernels });

    private sealed class TestedManagedCore : TestedCore
    {
        public override bool IsBatchInvariant => true;

        public override IModel Load(string folder) => ManagedCore.Load(folder);

        public override IModel Load(string name, EncoderConfig config, EncoderWeights weights) => ManagedCore.Load(name, config, weights);

        public override IEnumerable<(string Way, IModel Model)> Ways(string model) =>
            Kernels.Select(kernels => ($"{kernels}", (IModel)Cores.Get(model, kernels)));
    }
}
