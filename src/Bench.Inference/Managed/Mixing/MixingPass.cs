using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Takes one row through the model and measures, layer by layer, what every token takes from every other.</summary>
internal sealed unsafe class MixingPass(PackedEncoder model, Dimensions dimensions) : IDisposable
{
    private readonly EmbeddingPass _embedding = new(model, dimensions);
    private readonly LayerForward _forward = new(model, dimensions, new AttentionPass(model.Kernels, dimensions, model.Distances));

    /// <summary>Computes a row's mixing maps [L, n, n].</summary>
    /// <param name="run">A chunk of one row, all tokens packed, attention maps asked for.</param>
    /// <param name="kind">How contributions are measured.</param>
    public Tensor Run(ChunkRun run, TokenMixing kind)
    {
        int n = run.Chunk.Tokens;
        Sequence sequence = run.Sequences[0];
        using var states = new LayerStates(dimensions, n);
        float[] result = new float[dimensions.Layers * n * n];
        double[] scores = new double[n * n];
        _embedding.Forward(run);
        for (int layer = 0; layer < dimensions.Layers; layer++)
        {
            states.Copy(run.Workspace.Hidden, states.Input);
            _forward.Run(run, layer, default, headsOnly: false);
            states.Copy(run.Workspace.Context, states.Context);
            states.Copy(run.Workspace.Hidden, states.Output);
            if (kind == TokenMixing.ValueZeroing)
            {
                ZeroValues(run, sequence, layer, states, scores);
            }
            else
            {
                Decompose(run, sequence, layer, states, scores);
            }

            states.Copy(states.Output, run.Workspace.Hidden);
            Write(run.Plan, sequence, scores, result.AsSpan(layer * n * n, n * n));
        }

        return new Tensor(result, new Shape(dimensions.Layers, n, n));
    }

    /// <inheritdoc/>
    public void Dispose() => _embedding.Dispose();

    // The layer again for each token without its values: attention stays as it was, so the context only loses the token's share.
    private void ZeroValues(ChunkRun run, in Sequence sequence, int layer, LayerStates states, double[] scores)
    {
        int n = sequence.Tokens;
        Array.Clear(scores);
        for (int token = 0; token < sequence.Keys; token++)
        {
            states.Copy(states.Context, run.Workspace.Context);
            AddShares(run, sequence, layer, token, -1);
            states.Copy(states.Input, run.Workspace.Hidden);
            _forward.Finish(model.Layers[layer], run.Workspace, run.Workspace.Hidden, n, default);
            for (int query = 0; query < n; query++)
            {
                scores[(query * n) + token] = Math.Max(0, 1 - MixingMath.Cosine(
                    Row(states.Output, query), Row(run.Workspace.Hidden, query)));
            }
        }
    }

    // The attention block's output as a sum of one part a token, each centred, divided and scaled as the normalisation does to the sum;
    // the plain sum in models that normalise first.
    private void Decompose(ChunkRun run, in Sequence sequence, int layer, LayerStates states, double[] scores)
    {
        int n = sequence.Tokens;
        PackedLayer weights = model.Layers[layer];
        NormWeights? norm = dimensions.NormFirst ? null : weights.AttentionNorm!.Weights;
        Matrix sums = run.Workspace.Hidden;
        double[][] wholes = new double[n][];
        double[] inverses = new double[n];
        states.Copy(states.Input, sums);
        model.Kernels.ApplyOnto(weights.AttentionOutput, states.Context, n, sums);
        for (int query = 0; query < n; query++)
        {
            model.Kernels.AddScaled(sums.Row(query), weights.AttentionOutput.Bias(), 1, dimensions.Hidden);
            inverses[query] = norm is { } own ? MixingMath.InverseDeviation(Row(sums, query), own.Epsilon) : 1;
            wholes[query] = Part(norm, Row(sums, query), inverses[query]);
            if (norm is { } shifted)
            {
                MixingMath.Add(wholes[query], new ReadOnlySpan<float>(shifted.Shift, dimensions.Hidden));
            }
        }

        for (int token = 0; token < n; token++)
        {
            states.Clear(run.Workspace.Context);
            AddShares(run, sequence, layer, token, 1);
            states.Clear(sums);
            Row(states.Input, token).CopyTo(Row(sums, token));
            model.Kernels.ApplyOnto(weights.AttentionOutput, run.Workspace.Context, n, sums);
            for (int query = 0; query < n; query++)
            {
                double[] part = Part(norm, Row(sums, query), inverses[query]);
                scores[(query * n) + token] = MixingMath.Nearness(wholes[query], part);
            }
        }
    }

    private double[] Part(NormWeights? norm, ReadOnlySpan<float> sum, double inverse)
    {
        if (norm is { } own)
        {
            return MixingMath.Scaled(sum, new ReadOnlySpan<float>(own.Scale, dimensions.Hidden), inverse);
        }

        double[] plain = new double[sum.Length];
        MixingMath.Add(plain, sum);
        return plain;
    }

    // context += factor · (attention of every query to the token) · (the token's values), head by head; nothing for tokens that are no
    // keys.
    private void AddShares(ChunkRun run, in Sequence sequence, int layer, int token, float factor)
    {
        int n = sequence.Tokens, width = dimensions.HeadSize, share = dimensions.Heads / dimensions.KeyHeads;
        ReadOnlySpan<float> maps = run.Answers.Maps(sequence.Row).Slice(layer * dimensions.Heads * n * n, dimensions.Heads * n * n);
        float* values = run.Workspace.QueryKeyValue.Row(sequence.Start + token) + dimensions.ValueColumn;
        int key = run.Plan.Position(sequence, token);
        for (int head = 0; head < dimensions.Heads && token < sequence.Keys; head++)
        {
            for (int query = 0; query < n; query++)
            {
                float weight = maps[(((head * n) + run.Plan.Position(sequence, query)) * n) + key];
                model.Kernels.AddScaled(
                    run.Workspace.Context.Row(query) + (head * width), values + (head / share * width), factor * weight, width);
            }
        }
    }

    private Span<float> Row(Matrix matrix, int row) => new(matrix.Row(row), dimensions.Hidden);

    // From slots to positions, rows summing to 1.
    private static void Write(BatchPlan plan, Sequence sequence, double[] scores, Span<float> map)
    {
        int n = sequence.Tokens;
        for (int query = 0; query < n; query++)
        {
            Span<double> row = scores.AsSpan(query * n, n);
            MixingMath.Normalize(row, query);
            for (int token = 0; token < n; token++)
            {
                map[(plan.Position(sequence, query) * n) + plan.Position(sequence, token)] = (float)row[token];
            }
        }
    }
}
