using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Takes one row through the model and measures, layer by layer, what every token takes from every other.</summary>
internal sealed class MixingPass(DeviceEncoder model, EncoderConfig config, EncoderPass pass, BatchLimits limits)
{
    // One minus the cosine of two states that differ by rounding alone is the square of that rounding; what is smaller than this was
    // not changed by the token, and must not be blown up when rows are made to sum to 1.
    private const double Rounding = 1e-12;

    /// <summary>Computes a row's mixing maps [L, n, n] within the caller's dispose scope.</summary>
    /// <param name="row">A checked row.</param>
    /// <param name="kind">How contributions are measured.</param>
    public Tensor Run(InputRow row, TokenMixing kind)
    {
        using IDisposable noGradient = torch.no_grad();
        int n = row.Length;
        var batch = new PaddedBatch(model, config, [row]);
        TokenPlaces places = batch.Places;
        TorchTensor hidden = pass.Embedding.Forward(batch, batch.Words);
        float[] result = new float[model.Layers.Length * n * n];
        for (int layer = 0; layer < model.Layers.Length; layer++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            DeviceLayer weights = model.Layers[layer];
            AttentionHeads heads = pass.Layer.Heads(weights, layer, places, hidden, firstOnly: false);
            TorchTensor maps = pass.Layer.Attention.Maps(weights, heads, places, places.MaskOf(layer));
            TorchTensor values = heads.Values;
            TorchTensor context = pass.Layer.Attention.Joined(maps.matmul(values));
            TorchTensor output = pass.Layer.Finish(weights, places, hidden, context);
            double[] scores = kind == TokenMixing.ValueZeroing
                ? ZeroedValues(weights, places, hidden, maps, values, context, output)
                : Parts(weights, hidden, maps, values, context);
            Write(scores, n, result.AsSpan(layer * n * n, n * n));
            hidden = output.MoveToOuterDisposeScope();
        }

        return new Tensor(result, new Shape(model.Layers.Length, n, n));
    }

    // The layer again for each token without its values: attention stays as it was, so the context only loses the token's share.
    private double[] ZeroedValues(
        DeviceLayer layer,
        TokenPlaces places,
        TorchTensor hidden,
        TorchTensor maps,
        TorchTensor values,
        TorchTensor context,
        TorchTensor output)
    {
        int n = (int)hidden.shape[1];
        double[] scores = new double[n * n];
        float[] outputs = TorchApi.Download(output);
        int width = config.HiddenSize;
        int atOnce = (int)Math.Clamp(Math.Min(limits.Tokens / n, limits.Bytes / limits.BytesOfRow(n)), 1, n);
        for (int first = 0; first < n; first += atOnce)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            int count = Math.Min(atOnce, n - first);
            TorchTensor without = context.sub(Shares(maps, values, first, count));
            float[] zeroed = TorchApi.Download(pass.Layer.Finish(layer, places, hidden, without));
            for (int token = 0; token < count; token++)
            {
                for (int query = 0; query < n; query++)
                {
                    double turn = 1 - MixingMath.Cosine(
                        outputs.AsSpan(query * width, width), zeroed.AsSpan(((token * n) + query) * width, width));
                    scores[(query * n) + first + token] = turn > Rounding ? turn : 0;
                }
            }
        }

        return scores;
    }

    // The attention block's output as a sum of one part a token, each centred, divided and scaled as the normalisation does to the sum;
    // the plain sum in models that normalise first.
    private double[] Parts(DeviceLayer layer, TorchTensor hidden, TorchTensor maps, TorchTensor values, TorchTensor context)
    {
        int n = (int)hidden.shape[1], width = config.HiddenSize;
        double[] scores = new double[n * n];
        float[] sums = TorchApi.Download(hidden.add(layer.AttentionOutput.Apply(context)));
        float[] states = TorchApi.Download(hidden);
        DeviceNorm? norm = config.NormFirst ? null : layer.AttentionNorm!;
        float[]? scale = norm is null ? null : TorchApi.Download(norm.Weight), shift = norm is null ? null : TorchApi.Download(norm.Bias);
        double[] inverses = new double[n];
        double[][] wholes = new double[n][];
        for (int query = 0; query < n; query++)
        {
            ReadOnlySpan<float> sum = sums.AsSpan(query * width, width);
            inverses[query] = MixingMath.InverseDeviation(sum, config.LayerNormEpsilon);
            wholes[query] = Part(sum, scale, inverses[query]);
            if (shift is not null)
            {
                MixingMath.Add(wholes[query], shift);
            }
        }

        TorchTensor mixing = layer.AttentionOutput.Weight.transpose(0, 1);
        for (int token = 0; token < n; token++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            float[] parts = TorchApi.Download(Shares(maps, values, token, 1).matmul(mixing));
            for (int i = 0; i < width; i++)
            {
                parts[(token * width) + i] += states[(token * width) + i];
            }

            for (int query = 0; query < n; query++)
            {
                double[] part = Part(parts.AsSpan(query * width, width), scale, inverses[query]);
                scores[(query * n) + token] = MixingMath.Nearness(wholes[query], part);
            }
        }

        return scores;
    }

    private static double[] Part(ReadOnlySpan<float> sum, float[]? scale, double inverse)
    {
        if (scale is not null)
        {
            return MixingMath.Scaled(sum, scale, inverse);
        }

        double[] plain = new double[sum.Length];
        MixingMath.Add(plain, sum);
        return plain;
    }

    // What every query takes from each of some tokens, head by head: attention [1, H, n, n] times values [1, H, n, d] is [count, n, H · d].
    private TorchTensor Shares(TorchTensor maps, TorchTensor values, int first, int count)
    {
        TorchTensor weights = maps.narrow(3, first, count).squeeze(0).permute(2, 1, 0).unsqueeze(3);
        TorchTensor given = values.narrow(2, first, count).squeeze(0).permute(1, 0, 2).unsqueeze(1);
        return weights.mul(given).reshape(count, maps.shape[2], config.QueryWidth);
    }

    private static void Write(double[] scores, int n, Span<float> map)
    {
        for (int query = 0; query < n; query++)
        {
            Span<double> row = scores.AsSpan(query * n, n);
            MixingMath.Normalize(row, query);
            for (int token = 0; token < n; token++)
            {
                map[(query * n) + token] = (float)row[token];
            }
        }
    }
}
