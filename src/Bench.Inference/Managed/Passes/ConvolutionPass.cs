using System.Runtime.InteropServices;

namespace Bench.Inference;

/// <summary>
/// A convolution along the text beside a layer (DeBERTa-v2-xlarge): one product a neighbour. Tokens that may not be attended to count as
/// 0, and get nothing.
/// </summary>
internal sealed unsafe class ConvolutionPass(KernelSet kernels, Dimensions dimensions)
{
    /// <summary>From the hidden states to <see cref="Workspace.Convolved"/>.</summary>
    public void Forward(ChunkRun run, PackedConvolution convolution, in KeptLayer kept)
    {
        Workspace workspace = run.Workspace;
        int tokens = run.Chunk.Tokens;
        NativeMemory.Clear(workspace.Convolved.Data, Bytes(run));
        for (int tap = 0; tap < convolution.Taps.Length; tap++)
        {
            NativeMemory.Clear(workspace.Shifted.Data, Bytes(run));
            foreach ((int token, int neighbour) in Neighbours(run, convolution.Offset(tap)))
            {
                new ReadOnlySpan<float>(workspace.Hidden.Row(neighbour), dimensions.Hidden)
                    .CopyTo(new Span<float>(workspace.Shifted.Row(token), dimensions.Hidden));
            }

            kernels.ApplyOnto(convolution.Taps[tap], workspace.Shifted, tokens, workspace.Convolved);
        }

        kernels.AddToRows(workspace.Convolved, convolution.Taps[0].Bias(), tokens, dimensions.Hidden);
        ClearHidden(run, workspace.Convolved);
        Matrix convolved = workspace.Convolved;
        kernels.Activate(
            convolution.Activation, convolved.Data, convolved.Stride, tokens, dimensions.PaddedHidden, kept.ConvolutionSlope.Data);
    }

    /// <summary>output = norm(output + convolved), in place.</summary>
    public void AddTo(Matrix output, int rows, PackedConvolution convolution, Workspace workspace, in KeptLayer kept)
    {
        kernels.AddRows(output, workspace.Convolved, rows, dimensions.Hidden);
        kernels.Normalize(
            output.Data,
            output.Stride,
            rows,
            convolution.Norm.Weights,
            null,
            kept.ConvolutionNormal.Data,
            kept.ConvolutionInverse);
    }

    /// <summary>The chain rule: in place on the gradient; that by the layer's input goes to <see cref="Workspace.Convolved"/>.</summary>
    public void Backward(ChunkRun run, PackedConvolution convolution, Matrix gradient, in KeptLayer kept)
    {
        Workspace workspace = run.Workspace;
        Matrix slope = kept.ConvolutionSlope;
        int tokens = run.Chunk.Tokens;
        kernels.NormalizeBackward(
            gradient.Data, gradient.Stride, tokens, convolution.Norm.Weights, kept.ConvolutionNormal.Data, kept.ConvolutionInverse);
        for (int token = 0; token < tokens; token++)
        {
            kernels.Multiply(gradient.Row(token), slope.Row(token), slope.Row(token), dimensions.Hidden);
        }

        ClearHidden(run, slope);
        NativeMemory.Clear(workspace.Convolved.Data, Bytes(run));
        for (int tap = 0; tap < convolution.Taps.Length; tap++)
        {
            kernels.ApplyBackward(convolution.Taps[tap], slope, tokens, default, workspace.Shifted);
            foreach ((int token, int neighbour) in Neighbours(run, convolution.Offset(tap)))
            {
                kernels.AddScaled(workspace.Convolved.Row(neighbour), workspace.Shifted.Row(token), 1, dimensions.Hidden);
            }
        }
    }

    private nuint Bytes(ChunkRun run) => (nuint)run.Chunk.Tokens * (nuint)dimensions.HiddenStride * sizeof(float);

    private void ClearHidden(ChunkRun run, Matrix rows)
    {
        foreach (Sequence sequence in run.Sequences)
        {
            for (int slot = sequence.Keys; slot < sequence.Tokens; slot++)
            {
                new Span<float>(rows.Row(sequence.Start + slot), dimensions.PaddedHidden).Clear();
            }
        }
    }

    // Pairs of tokens that may be attended to, the second at an offset from the first in the text.
    private static List<(int Token, int Neighbour)> Neighbours(ChunkRun run, int offset)
    {
        var pairs = new List<(int, int)>(run.Chunk.Tokens);
        foreach (Sequence sequence in run.Sequences)
        {
            var positions = new ReadOnlySpan<int>(run.Workspace.Positions + sequence.Start, sequence.Keys);
            for (int slot = 0; slot < positions.Length; slot++)
            {
                int neighbour = positions.BinarySearch(positions[slot] + offset);
                if (neighbour >= 0)
                {
                    pairs.Add((sequence.Start + slot, sequence.Start + neighbour));
                }
            }
        }

        return pairs;
    }
}
