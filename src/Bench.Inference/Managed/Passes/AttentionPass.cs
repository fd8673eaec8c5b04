using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>
/// Scaled dot-product attention (Vaswani et al. 2017) of one sequence, head by head: all products run through the same tiles as the
/// linear maps, and only keys (forward) and values (backward) are ever transposed.
/// </summary>
internal sealed unsafe class AttentionPass(KernelSet kernels, Dimensions dimensions)
{
    private readonly int _heads = dimensions.Heads;
    private readonly int _width = dimensions.HeadSize;

    /// <summary>Context = softmax(Q Kᵀ) V; weights are kept where <see cref="AttentionRows.Weights"/> says.</summary>
    public void Forward(in AttentionRows rows, in AttentionScratch scratch, in MapTarget maps)
    {
        for (int head = 0; head < _heads; head++)
        {
            int column = head * _width;
            Matrix weights = rows.Weights == null ? scratch.Scores : rows.WeightsOf(head);
            TimesTransposed(rows.Queries.From(0, column), rows.QueryCount, rows.Keys.From(0, column), rows.KeyCount, scratch, weights);
            kernels.Softmax(weights.Data, weights.Stride, rows.QueryCount, rows.KeyCount, Padding.Pad(rows.KeyCount));
            if (maps.IsWanted)
            {
                maps.Write(head, weights, rows.KeyCount);
            }

            Times(weights, 1, rows.QueryCount, rows.KeyCount, rows.Values.From(0, column), scratch, rows.Context.From(0, column));
        }
    }

    /// <summary>The chain rule of <see cref="Forward"/>, given the gradient by the context.</summary>
    /// <param name="rows">Operands; weights are kept.</param>
    /// <param name="scratch">Room for one head.</param>
    /// <param name="queries">Receives the gradient by the queries.</param>
    /// <param name="keys">Receives the gradient by the keys; 0 for tokens that are no keys.</param>
    /// <param name="values">Receives the gradient by the values; 0 for tokens that are no keys.</param>
    /// <param name="maps">Receives the gradient by the weights, also those of tokens that are no keys.</param>
    public void Backward(
        in AttentionRows rows, in AttentionScratch scratch, Matrix queries, Matrix keys, Matrix values, in MapTarget maps)
    {
        for (int token = rows.KeyCount; token < rows.TokenCount; token++)
        {
            new Span<float>(keys.Row(token), dimensions.Hidden).Clear();
            new Span<float>(values.Row(token), dimensions.Hidden).Clear();
        }

        int columns = maps.IsWanted ? rows.TokenCount : rows.KeyCount;
        for (int head = 0; head < _heads; head++)
        {
            int column = head * _width;
            Matrix context = rows.Context.From(0, column);
            Matrix weights = rows.WeightsOf(head);
            Matrix scores = scratch.Scores;
            TransposedTimes(weights, rows.KeyCount, rows.QueryCount, context, scratch, values.From(0, column));
            TimesTransposed(context, rows.QueryCount, rows.Values.From(0, column), columns, scratch, scores);
            if (maps.IsWanted)
            {
                maps.Write(head, scores, columns);
            }

            kernels.SoftmaxBackward(weights.Data, weights.Stride, scores.Data, scores.Stride, rows.QueryCount, rows.KeyCount);
            Times(scores, 1, rows.QueryCount, rows.KeyCount, rows.Keys.From(0, column), scratch, queries.From(0, column));
            TransposedTimes(scores, rows.KeyCount, rows.QueryCount, rows.Queries.From(0, column), scratch, keys.From(0, column));
        }
    }

    // result [rows, columns] = left [rows, head size] · rightᵀ, right [columns, head size].
    private void TimesTransposed(Matrix left, int rows, Matrix right, int columns, in AttentionScratch scratch, Matrix result)
    {
        int panelWidth = kernels.PanelWidth;
        Transposition.Pack(right.Data, right.Stride, columns, _width, panelWidth, scratch.Transposed);
        kernels.Multiply(new MatrixProduct
        {
            Rows = rows,
            Depth = _width,
            Panels = (columns + panelWidth - 1) / panelWidth,
            Left = left.Data,
            LeftRow = left.Stride,
            LeftStep = 1,
            Right = scratch.Transposed,
            RightStep = panelWidth,
            RightPanel = (nint)panelWidth * _width,
            Result = result.Data,
            ResultRow = result.Stride,
        });
    }

    // result [rows, head size] = leftᵀ · right, left [depth, rows], right [depth, head size].
    private void TransposedTimes(Matrix left, int rows, int depth, Matrix right, in AttentionScratch scratch, Matrix result) =>
        Times(new Matrix(left.Data, 1), left.Stride, rows, depth, right, scratch, result);

    // result [rows, head size] = left · right, right [depth, head size] read where it lies.
    private void Times(Matrix left, nint leftStep, int rows, int depth, Matrix right, in AttentionScratch scratch, Matrix result)
    {
        // Other heads stand beside the result, so panels that stick out go through scratch memory.
        bool direct = _width % kernels.PanelWidth == 0;
        Matrix target = direct ? result : scratch.Product;
        kernels.Multiply(new MatrixProduct
        {
            Rows = rows,
            Depth = depth,
            Panels = (_width + kernels.PanelWidth - 1) / kernels.PanelWidth,
            Left = left.Data,
            LeftRow = left.Stride,
            LeftStep = leftStep,
            Right = right.Data,
            RightStep = right.Stride,
            RightPanel = kernels.PanelWidth,
            Result = target.Data,
            ResultRow = target.Stride,
        });
        for (int row = 0; !direct && row < rows; row++)
        {
            Unsafe.CopyBlockUnaligned(result.Row(row), target.Row(row), (uint)_width * sizeof(float));
        }
    }
}
