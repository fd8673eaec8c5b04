using System.Buffers;

namespace Bench.Inference;

/// <summary>
/// The head: from the hidden states that it reads, the first token's or every token's, to logits, and the chain rule back.
/// </summary>
internal sealed unsafe class HeadPass(PackedEncoder model, Dimensions dimensions)
{
    private readonly KernelSet _kernels = model.Kernels;

    /// <summary>Computes and answers the logits of every sequence.</summary>
    public void Forward(ChunkRun run)
    {
        Workspace workspace = run.Workspace;
        int rows = run.HeadRows;
        Matrix input = dimensions.HeadReadsAll ? workspace.Hidden : workspace.HeadHidden;
        if (model.HeadDense is { } dense)
        {
            var finish = new TileFinish
            {
                Kind = run.Mode == BackwardMode.None ? FinishKind.Activate : FinishKind.ActivateAndKeepSlope,
                Activation = model.HeadActivation,
                Slope = workspace.HeadSlope.Data,
                Row = workspace.HeadSlope.Stride,
            };
            _kernels.Apply(dense, input, rows, workspace.HeadDense, finish);
            input = workspace.HeadDense;
        }

        if (model.HeadNorm is { } norm)
        {
            bool kept = run.Mode != BackwardMode.None;
            _kernels.Normalize(
                input.Data,
                input.Stride,
                rows,
                norm.Weights,
                null,
                kept ? workspace.HeadNormal.Data : null,
                kept ? workspace.HeadInverse : null);
        }

        _kernels.Apply(model.HeadOutput, input, rows, workspace.Logits);
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            Sequence sequence = run.Sequences[i];
            Span<float> answer = run.Answers.Logits(sequence.Row);
            for (int row = 0; row < run.HeadRowsOf(sequence); row++)
            {
                new ReadOnlySpan<float>(workspace.Logits.Row(run.HeadRow(i, row)), dimensions.Outputs)
                    .CopyTo(answer.Slice(run.LogitRow(sequence, row) * dimensions.Outputs, dimensions.Outputs));
            }
        }
    }

    /// <summary>
    /// Computes the gradient of every sequence's readout by the hidden states that the head reads: in <see cref="Workspace.HeadGradient"/>,
    /// or in <see cref="Workspace.Gradient"/> where it reads all.
    /// </summary>
    public void Backward(ChunkRun run)
    {
        Workspace workspace = run.Workspace;
        int rows = run.HeadRows;
        Matrix gradient = dimensions.HeadReadsAll ? workspace.Gradient : workspace.HeadGradient;
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            Seed(run, i);
        }

        if (model.HeadDense is not { } dense)
        {
            _kernels.ApplyBackward(model.HeadOutput, workspace.Logits, rows, default, gradient);
            return;
        }

        var finish = new TileFinish
        {
            Kind = FinishKind.MultiplyBySlope,
            Slope = workspace.HeadSlope.Data,
            Row = workspace.HeadSlope.Stride,
        };
        if (model.HeadNorm is { } norm)
        {
            Matrix normal = workspace.HeadDense;
            _kernels.ApplyBackward(model.HeadOutput, workspace.Logits, rows, default, normal);
            _kernels.NormalizeBackward(
                normal.Data, normal.Stride, rows, norm.Weights, workspace.HeadNormal.Data, workspace.HeadInverse);
            for (int row = 0; row < rows; row++)
            {
                _kernels.Multiply(normal.Row(row), workspace.HeadSlope.Row(row), normal.Row(row), dimensions.Hidden);
            }
        }
        else
        {
            _kernels.ApplyBackward(model.HeadOutput, workspace.Logits, rows, default, workspace.HeadDense, finish);
        }

        _kernels.ApplyBackward(dense, workspace.HeadDense, rows, default, gradient);
    }

    // Replaces a sequence's logits by the derivatives of its readout, from the order of its positions to that of its slots.
    private void Seed(ChunkRun run, int index)
    {
        Sequence sequence = run.Sequences[index];
        ReadOnlySpan<float> logits = run.Answers.Logits(sequence.Row);
        float[] derivatives = ArrayPool<float>.Shared.Rent(logits.Length);
        ReadoutGradient.Write(run.Answers.Readout(sequence.Row), logits, dimensions.Outputs, derivatives.AsSpan(0, logits.Length));
        for (int row = 0; row < run.HeadRowsOf(sequence); row++)
        {
            derivatives.AsSpan(run.LogitRow(sequence, row) * dimensions.Outputs, dimensions.Outputs)
                .CopyTo(new Span<float>(run.Workspace.Logits.Row(run.HeadRow(index, row)), dimensions.Outputs));
        }

        ArrayPool<float>.Shared.Return(derivatives);
    }
}
