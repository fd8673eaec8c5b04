using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>What of a batch is on the device before its turn.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Factors">What gradients are multiplied by, where their sums are asked for.</param>
internal readonly record struct PreparedBatch(PaddedBatch Rows, TorchTensor? Factors);

/// <summary>Computes one batch and brings its answers back to managed memory.</summary>
internal sealed class BatchPass(DeviceEncoder model, EncoderConfig config, EncoderPass pass, ModelInfo info)
{
    /// <summary>Uploads a batch; it belongs to the caller's dispose scope.</summary>
    /// <param name="ask">What of: <see cref="Ask.Outputs"/>, or one flag.</param>
    /// <param name="queries">Checked queries, the longest row first.</param>
    public PreparedBatch Prepare(Ask ask, IReadOnlyList<Query> queries)
    {
        using IDisposable noGradient = torch.no_grad();
        var rows = new PaddedBatch(model, config, [.. queries.Select(query => query.Row)]);
        return new PreparedBatch(rows, ask == Ask.GradientSums ? ReplacedWords.Factors(model, queries, rows.Words) : null);
    }

    /// <summary>Computes a batch within the caller's dispose scope.</summary>
    /// <param name="ask">
    /// What of: <see cref="Ask.Outputs"/>, or the flag of maps, of gradients or their sums, or of gradients by maps.
    /// </param>
    /// <param name="queries">The queries.</param>
    /// <param name="prepared">What was prepared of them.</param>
    public Answer[] Run(Ask ask, IReadOnlyList<Query> queries, PreparedBatch prepared)
    {
        PaddedBatch batch = prepared.Rows;
        bool backward = ask is Ask.Gradient or Ask.GradientSums or Ask.AttentionGradient;
        bool maps = ask is Ask.Attention or Ask.AttentionGradient;
        using IDisposable? noGradient = backward ? null : torch.no_grad();
        TorchTensor words = backward ? batch.Words.requires_grad_() : batch.Words;
        List<TorchTensor> layers = [];
        TorchTensor outputs = pass.Logits(batch, words, maps ? layers : null).to(torch.ScalarType.Float32, model.Device);
        List<TorchTensor> derivatives = [];
        double[] scales = [];
        if (backward)
        {
            // Probabilities hang on the logits, which then come down twice; else nobody waits before all is computed.
            bool isLinear = queries.All(query => query.Readout!.Activation == OutputActivation.Identity);
            float[] known = isLinear ? new float[outputs.NumberOfElements] : TorchApi.Download(outputs);
            (TorchTensor seed, scales) = Seed(known, queries, batch.Length);
            derivatives = [.. torch.autograd.grad([outputs], maps ? layers : [words], [seed])];
            if (prepared.Factors is { } factors)
            {
                derivatives = [GradientReduction.Reduce(derivatives[0], factors)];
            }
        }

        float[][] downloaded = TorchApi.Download([outputs, .. layers, .. derivatives]);
        float[] logits = downloaded[0];
        float[][] mapValues = downloaded[1..(1 + layers.Count)];
        float[][] gradients = downloaded[(1 + layers.Count)..];
        var answers = new Answer[queries.Count];
        for (int row = 0; row < answers.Length; row++)
        {
            int n = queries[row].Row.Length;
            answers[row] = new Answer
            {
                Outputs = Logits(logits, batch, row, n),
                Maps = maps ? Maps(mapValues, batch, row, n, 1) : default,
                Gradient = ask == Ask.Gradient ? Words(gradients[0], batch, row, n, scales[row]) : default,
                GradientSums =
                    ask == Ask.GradientSums ? GradientReduction.Of(gradients[0], batch, row, n, scales[row]) : null,
                MapGradients = ask == Ask.AttentionGradient ? Maps(gradients, batch, row, n, scales[row]) : default,
            };
        }

        return answers;
    }

    // The derivative of every row's target by its logits, where the way back starts. Each row is divided by a power of two near its largest
    // entry, which changes no bit, so that the tiny derivatives of sure probabilities survive half precision.
    private (TorchTensor Seed, double[] Scales) Seed(float[] logits, IReadOnlyList<Query> queries, int length)
    {
        int outputs = info.Labels.Count;
        float[] seed = new float[logits.Length];
        double[] scales = new double[queries.Count];
        for (int row = 0; row < scales.Length; row++)
        {
            Range place = LogitPlace(row, queries[row].Row.Length, length);
            Span<float> own = seed.AsSpan(place);
            ReadoutGradient.Write(queries[row].Readout!, logits.AsSpan(place), outputs, own);
            float largest = 0;
            foreach (float value in own)
            {
                largest = MathF.Max(largest, MathF.Abs(value));
            }

            int exponent = float.IsNormal(largest) ? Math.ILogB(largest) : 0;
            scales[row] = Math.ScaleB(1, exponent);
            foreach (ref float value in own)
            {
                value = MathF.ScaleB(value, -exponent);
            }
        }

        long[] shape = info.Head == HeadKind.Sequence ? [queries.Count, outputs] : [queries.Count, length, outputs];
        return (TorchApi.Upload(seed, torch.ScalarType.Float32, model.Device, shape), scales);
    }

    // Where the logits of a row of n tokens stand among those of a batch; those of the padding behind it are nobody's.
    private Range LogitPlace(int row, int n, int length)
    {
        int outputs = info.Labels.Count;
        int start = info.Head == HeadKind.Sequence ? row * outputs : row * length * outputs;
        return start..(start + (info.Head == HeadKind.Sequence ? outputs : n * outputs));
    }

    private Tensor Logits(float[] logits, PaddedBatch batch, int row, int n)
    {
        Memory<float> own = logits.AsMemory(LogitPlace(row, n, batch.Length));
        return new Tensor(own, info.Head == HeadKind.Sequence ? new Shape(own.Length) : new Shape(n, info.Labels.Count));
    }

    // [B, n, E] of the batch to [n, E] of the row.
    private static Tensor Words(float[] values, PaddedBatch batch, int row, int n, double scale)
    {
        int width = values.Length / (batch.Count * batch.Length);
        float[] own = new float[n * width];
        Scale(values.AsSpan(row * batch.Length * width, own.Length), scale, own);
        return new Tensor(own, new Shape(n, width));
    }

    // [B, H, n, n] of every layer to [L, H, n, n] of the row.
    private Tensor Maps(float[][] layers, PaddedBatch batch, int row, int n, double scale)
    {
        float[] own = new float[layers.Length * config.Heads * n * n];
        int place = 0;
        foreach (float[] layer in layers)
        {
            for (int head = 0; head < config.Heads; head++)
            {
                for (int query = 0; query < n; query++, place += n)
                {
                    int source = ((((row * config.Heads) + head) * batch.Length) + query) * batch.Length;
                    Scale(layer.AsSpan(source, n), scale, own.AsSpan(place, n));
                }
            }
        }

        return new Tensor(own, new Shape(layers.Length, config.Heads, n, n));
    }

    private static void Scale(ReadOnlySpan<float> values, double scale, Span<float> target)
    {
        for (int i = 0; i < values.Length; i++)
        {
            target[i] = (float)(values[i] * scale);
        }
    }
}
