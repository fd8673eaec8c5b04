using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>
/// Measures what a lower precision costs on a model: the same few rows in it and in single precision, on the same device.
/// </summary>
internal static class PrecisionProbe
{
    private const int Rows = 8;
    private const int Longest = 64;

    /// <summary>Compares the two.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="options">The options with the lower precision.</param>
    /// <param name="device">The device.</param>
    /// <exception cref="BenchException">The device cannot compute in that precision, or what it computes is no number.</exception>
    public static PrecisionError Measure(
        string name, EncoderConfig config, EncoderWeights weights, TorchOptions options, torch.Device device)
    {
        Query[] queries = Queries(config);
        IReadOnlyList<Answer> exact = Answers(name, config, weights, options with { Precision = CorePrecision.Single }, device, queries);
        IReadOnlyList<Answer> rounded;
        try
        {
            rounded = Answers(name, config, weights, options, device, queries);
        }
        catch (ExternalException exception)
        {
            throw Unusable(options, device, TorchApi.FirstLine(exception), exception);
        }

        (double logits, double gradients) = (0, 0);
        for (int i = 0; i < queries.Length; i++)
        {
            logits = Largest(logits, Difference(exact[i].Outputs, rounded[i].Outputs));
            float largest = 0;
            foreach (float value in exact[i].Gradient.Span)
            {
                largest = MathF.Max(largest, MathF.Abs(value));
            }

            gradients = Largest(gradients, Difference(exact[i].Gradient, rounded[i].Gradient) / (largest == 0 ? 1 : largest));
        }

        return double.IsFinite(logits) && double.IsFinite(gradients)
            ? new PrecisionError(Rows, logits, gradients)
            : throw Unusable(options, device, "its answers are not finite on this model", null);
    }

    private static BenchException Unusable(TorchOptions options, torch.Device device, string problem, Exception? inner) => new(
        $"The device {TorchDevice.Name(device)} cannot compute in {OptionsBinder.Key(options.Precision.ToString())}: {problem}",
        "--precision",
        options.Precision == CorePrecision.Half ? "Use bfloat16 or single" : "Use single",
        inner);

    private static IReadOnlyList<Answer> Answers(
        string name, EncoderConfig config, EncoderWeights weights, TorchOptions options, torch.Device device, Query[] queries)
    {
        using var model = new TorchEncoder(name, config, weights, options, device, null, null);
        return model.Answer(queries);
    }

    // Random tokens are no text, and noise is no picture, but they use the whole vocabulary and every layer; lengths from short to the
    // longest.
    private static Query[] Queries(EncoderConfig config)
    {
        var random = new DeterministicRandom(0);
        ModelInfo info = config.ToInfo("");
        int longest = Math.Min(Longest, config.MaxLength);
        return
        [
            .. Enumerable.Range(1, Rows).Select(row => Query.Of(
                info,
                config.Picture is { } shape ? Picture(shape) : new InputRow { TokenIds = Ids(Math.Max(1, longest * row / Rows)) },
                Ask.Gradient,
                new Target(row % config.Labels.Length, config.Head == HeadKind.Sequence ? null : 0),
                Quantity.Logit)),
        ];

        InputRow Picture(PictureShape shape) => new()
        {
            TokenIds = Enumerable.Range(0, shape.Places).ToArray(),
            Pixels =
                shape.ToPatches(
                    [.. Enumerable.Range(0, PictureShape.Channels * shape.PixelCount).Select(_ => (float)random.NextGaussian())]),
        };

        // Where the head reads the last separator, there must be one.
        int[] Ids(int count)
        {
            int[] ids = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(config.VocabularySize))];
            ids[^1] = config.Pooling == Pooling.LastSeparator ? config.SeparatorId : ids[^1];
            return ids;
        }
    }

    private static double Difference(Tensor a, Tensor b)
    {
        double largest = 0;
        for (int i = 0; i < a.Span.Length; i++)
        {
            largest = Largest(largest, Math.Abs((double)a.Span[i] - b.Span[i]));
        }

        return largest;
    }

    // Math.Max keeps NaN, which must not be lost.
    private static double Largest(double a, double b) => Math.Max(a, b);
}
