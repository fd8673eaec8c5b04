using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>Products of matrices as wide as a head, which stand beside those of other heads.</summary>
internal sealed unsafe class HeadProducts(KernelSet kernels, int width)
{
    /// <summary>result [rows, columns] = left [rows, head size] · rightᵀ, right [columns, head size].</summary>
    public void TimesTransposed(Matrix left, int rows, Matrix right, int columns, in AttentionScratch scratch, Matrix result)
    {
        Pack(right, columns, scratch);
        TimesPacked(left, rows, 0, columns, scratch, result);
    }

    /// <summary>Transposes a right operand [columns, head size] for <see cref="TimesPacked"/>.</summary>
    public void Pack(Matrix right, int columns, in AttentionScratch scratch) =>
        Transposition.Pack(right.Data, right.Stride, columns, width, kernels.PanelWidth, scratch.Transposed);

    /// <summary>
    /// Some columns of result [rows, columns] = left [rows, head size] · rightᵀ; the first is a multiple of <see cref="Padding.Columns"/>.
    /// </summary>
    public void TimesPacked(Matrix left, int rows, int firstColumn, int endColumn, in AttentionScratch scratch, Matrix result)
    {
        int panelWidth = kernels.PanelWidth;
        kernels.Multiply(new MatrixProduct
        {
            Rows = rows,
            Depth = width,
            Panels = (endColumn - firstColumn + panelWidth - 1) / panelWidth,
            Left = left.Data,
            LeftRow = left.Stride,
            LeftStep = 1,
            Right = scratch.Transposed + ((nint)firstColumn * width),
            RightStep = panelWidth,
            RightPanel = (nint)panelWidth * width,
            Result = result.Data + firstColumn,
            ResultRow = result.Stride,
        });
    }

    /// <summary>result [rows, head size] = leftᵀ · right, left [depth, rows], right [depth, head size]; or added to the result.</summary>
    public void TransposedTimes(
        Matrix left, int rows, int depth, Matrix right, in AttentionScratch scratch, Matrix result, bool add = false) =>
        Times(new Matrix(left.Data, 1), left.Stride, rows, depth, right, scratch, result, add);

    /// <summary>result [rows, head size] = left · right, right [depth, head size] read where it lies; or added to the result.</summary>
    public void Times(
        Matrix left, nint leftStep, int rows, int depth, Matrix right, in AttentionScratch scratch, Matrix result, bool add = false)
    {
        // Other heads stand beside the result, so panels that stick out go through scratch memory.
        bool direct = width % kernels.PanelWidth == 0;
        Matrix target = direct ? result : scratch.Product;
        kernels.Multiply(new MatrixProduct
        {
            Rows = rows,
            Depth = depth,
            Panels = (width + kernels.PanelWidth - 1) / kernels.PanelWidth,
            Left = left.Data,
            LeftRow = left.Stride,
            LeftStep = leftStep,
            Right = right.Data,
            RightStep = right.Stride,
            RightPanel = kernels.PanelWidth,
            Initial = direct && add ? result.Data : null,
            InitialRow = result.Stride,
            Result = target.Data,
            ResultRow = target.Stride,
        });
        for (int row = 0; !direct && row < rows; row++)
        {
            if (add)
            {
                kernels.AddScaled(result.Row(row), target.Row(row), 1, width);
            }
            else
            {
                Unsafe.CopyBlockUnaligned(result.Row(row), target.Row(row), (uint)width * sizeof(float));
            }
        }
    }
}
