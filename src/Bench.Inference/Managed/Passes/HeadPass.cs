using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The classification head: from the first token's hidden state to logits, and the chain rule back.</summary>
internal sealed unsafe class HeadPass(PackedEncoder model, Dimensions dimensions)
{
    private readonly KernelSet _kernels = model.Kernels;

    /// <summary>Computes and answers the logits of every sequence from <see cref="Workspace.HeadHidden"/>.</summary>
    public void Forward(ChunkRun run)
    {
        Workspace workspace = run.Workspace;
        int rows = run.Chunk.Count;
        Matrix input = workspace.HeadHidden;
        if (model.HeadDense is { } dense)
        {
            var finish = new TileFinish
            {
                Kind = run.Mode == BackwardMode.None ? FinishKind.Activate : FinishKind.ActivateAndKeepSlope,
                Activation = model.HeadActivation,
                Slope = workspace.HeadSlope.Data,
                SlopeRow = workspace.HeadSlope.Stride,
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
                workspace.Zeros,
                kept ? workspace.HeadNormal.Data : null,
                kept ? workspace.HeadInverse : null);
        }

        _kernels.Apply(model.HeadOutput, input, rows, workspace.Logits);
        for (int i = 0; i < rows; i++)
        {
            new ReadOnlySpan<float>(workspace.Logits.Row(i), dimensions.Outputs).CopyTo(run.Answers.Logits(run.Sequences[i].Row));
        }
    }

    /// <summary>Computes the gradient of every sequence's target by the hidden state, in <see cref="Workspace.HeadGradient"/>.</summary>
    public void Backward(ChunkRun run)
    {
        Workspace workspace = run.Workspace;
        int rows = run.Chunk.Count;
        for (int i = 0; i < rows; i++)
        {
            var logits = new Span<float>(workspace.Logits.Row(i), dimensions.Outputs);
            GradientQuery query = run.Answers.Query(run.Sequences[i].Row);
            LogitGradient.Replace(logits, model.Config.OutputActivation, query.Target.Output, query.Quantity);
        }

        if (model.HeadDense is not { } dense)
        {
            _kernels.ApplyBackward(model.HeadOutput, workspace.Logits, rows, default, workspace.HeadGradient);
            return;
        }

        var finish = new TileFinish
        {
            Kind = FinishKind.MultiplyBySlope,
            Slope = workspace.HeadSlope.Data,
            SlopeRow = workspace.HeadSlope.Stride,
        };
        if (model.HeadNorm is { } norm)
        {
            Matrix gradient = workspace.HeadDense;
            _kernels.ApplyBackward(model.HeadOutput, workspace.Logits, rows, default, gradient);
            _kernels.NormalizeBackward(
                gradient.Data, gradient.Stride, rows, norm.Weights, workspace.HeadNormal.Data, workspace.HeadInverse);
            for (int row = 0; row < rows; row++)
            {
                _kernels.Multiply(gradient.Row(row), workspace.HeadSlope.Row(row), gradient.Row(row), dimensions.Hidden);
            }
        }
        else
        {
            _kernels.ApplyBackward(model.HeadOutput, workspace.Logits, rows, default, workspace.HeadDense, finish);
        }

        _kernels.ApplyBackward(dense, workspace.HeadDense, rows, default, workspace.HeadGradient);
    }
}
