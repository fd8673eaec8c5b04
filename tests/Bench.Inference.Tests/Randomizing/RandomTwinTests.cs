using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public sealed class RandomTwinTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Drawn_weights_have_the_mean_and_deviation_of_the_trained_ones(float shift)
    {
        using ModelFolder folder = ModelFolder.Open(Repository.Model("bert-micro"));
        Tensor words = folder.Weights.Words;
        EncoderWeights weights = folder.Weights with
        {
            Words = new Tensor(Array.ConvertAll(words.Span.ToArray(), value => value + shift), words.Shape),
        };
        (double mean, double deviation) = Moments(weights.Words);

        (double drawnMean, double drawnDeviation) = Moments(RandomTwin.Draw(weights, 1).Words);

        int count = words.Span.Length;
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
