using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Torch.Tests;

public class TorchGoldenTests() : CoreGoldenContract(TestedTorchCore.Instance);

public class TorchRowTests() : CoreRowContract(TestedTorchCore.Instance);

public class TorchGradientSumsTests() : CoreGradientSumsContract(TestedTorchCore.Instance);

public class TorchRefusalTests() : CoreRefusalContract(TestedTorchCore.Instance);

public class TorchMixingTests() : CoreMixingContract(TestedTorchCore.Instance);

public class TorchRandomizingTests() : CoreRandomizingContract(TestedTorchCore.Instance);

public class TorchTaskTests() : CoreTaskContract(TestedTorchCore.Instance);

public class TorchPictureTests() : CorePictureContract(TestedTorchCore.Instance);

public class TorchPlanTests() : CorePlanContract(TestedTorchCore.Instance);

public class TorchVariantTests() : CoreVariantContract(TestedTorchCore.Instance);

/// <summary>
/// The torch core for the contract suite, on the device that <c>BENCH_TORCH_DEVICE</c> names: the processor unless it is set.
/// </summary>
internal sealed class TestedTorchCore : TestedCore
{
    public static TestedTorchCore Instance { get; } = new() { Gradients = 1e-4 };

    public static string Device => Environment.GetEnvironmentVariable("BENCH_TORCH_DEVICE") is { Length: > 0 } name ? name : "cpu";

    public static TorchOptions Options { get; } = new() { Device = Device, Threads = 1 };

    public override bool IsBatchInvariant => false;

    public override IModel Load(string folder) => TorchCore.Load(folder, Options);

    public override IModel Load(string name, EncoderConfig config, EncoderWeights weights) =>
        TorchCore.Load(name, config, weights, Options);
}
