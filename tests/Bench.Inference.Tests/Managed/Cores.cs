using System.Collections.Concurrent;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Models loaded once for all tests.</summary>
internal static class Cores
{
    private static readonly ConcurrentDictionary<(string Model, ManagedCoreOptions Options), Lazy<ManagedEncoder>> s_models = new();

    /// <summary>The choices this machine can run.</summary>
    public static IEnumerable<KernelChoice> Kernels { get; } =
        [.. Enum.GetValues<KernelChoice>().Where(choice => choice != KernelChoice.Auto && Inference.Kernels.IsSupported(choice))];

    /// <summary>A golden or shipped model.</summary>
    public static ManagedEncoder Get(string model, ManagedCoreOptions? options = null) => s_models
        .GetOrAdd(
            (model, options ?? new ManagedCoreOptions()),
            key => new(() => ManagedCore.Load(Repository.Model(key.Model), key.Options)))
        .Value;

    /// <summary>A golden or shipped model with chosen kernels.</summary>
    public static ManagedEncoder Get(string model, KernelChoice kernels) => Get(model, new ManagedCoreOptions { Kernels = kernels });
}
