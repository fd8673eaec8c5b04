using System.Diagnostics;
using TorchSharp;
using TorchTensor = TorchSharp.torch.Tensor;

namespace Bench.Inference.Torch.Tests;

/// <summary>The speed of one large product of matrices: what a device can do at most, beside which a model's speed is seen.</summary>
internal static class LargeProduct
{
    private const int Repetitions = 10;

    /// <summary>Measures a device in every precision that it has.</summary>
    /// <param name="device">The device.</param>
    /// <returns>Each precision with its floating-point operations a second, the best of ten products.</returns>
    public static IEnumerable<(CorePrecision Precision, double Speed)> Measure(string device)
    {
        LibtorchLoader.Load();
        torch.Device found = TorchDevice.Find(device);
        TorchDevice.Start(found);
        bool isProcessor = found.type == DeviceType.CPU;
        return Enum.GetValues<CorePrecision>().Where(precision => !isProcessor || precision == CorePrecision.Single)
            .Select(precision => (precision, Best(found, precision, isProcessor ? 1024 : 8192)));
    }

    private static double Best(torch.Device device, CorePrecision precision, long size)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.backends.cuda.matmul.allow_tf32 = precision == CorePrecision.Tf32;
        TorchTensor left = torch.rand([size, size], TorchEncoder.Type(precision), device);
        TorchTensor right = torch.rand([size, size], TorchEncoder.Type(precision), device);
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            using TorchTensor product = left.matmul(right);
            using TorchTensor corner = product[0, 0];

            // One number comes down, when all of the product is there.
            TorchApi.Download(corner);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }

        return 2.0 * size * size * size / best.TotalSeconds;
    }
}
