using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public sealed class RandomTwinTests
{
    [Fact]
    public void Drawn_weights_have_the_mean_and_deviation_of_the_trained_ones()
    {
        using ModelFolder folder = ModelFolder.Open(Repository.Model("bert-micro"));
        (double mean, double deviation) = Moments(folder.Weights.Words);

        (double drawnMean, double drawnDeviation) = Moments(RandomTwin.Draw(folder.Weights, 1).Words);

        int count = folder.Weights.Words.Span.Length;
        drawnMean.ShouldBe(mean, 4 * deviation / Math.Sqrt(count));
        drawnDeviation.ShouldBe(deviation, 4 * deviation / Math.Sqrt(2 * count));
    }

    private static (double Mean, double Deviation) Moments(Tensor tensor)
    {
        double[] values = [.. tensor.Span.ToArray().Select(value => (double)value)];
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
