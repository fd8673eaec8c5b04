using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Position embeddings of a grid of patches, brought to a grid of another size.</summary>
internal static class PositionGrid
{
    // Of PyTorch's cubic convolution (Keys 1981, equation 4).
    private const double Sharpness = -0.75;

    /// <summary>
    /// Interpolates as transformers does with <c>interpolate_pos_encoding</c>: bicubic, corners not aligned, nothing smoothed before, edges
    /// repeated (<c>torch.nn.functional.interpolate</c>).
    /// </summary>
    /// <param name="grid">[rows · columns, width], row by row.</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="newRows">Rows wanted.</param>
    /// <param name="newColumns">Columns wanted.</param>
    /// <returns>[newRows · newColumns, width]; the grid itself where the sizes are equal.</returns>
    public static Tensor Resize(Tensor grid, int rows, int columns, int newRows, int newColumns)
    {
        if ((rows, columns) == (newRows, newColumns))
        {
            return grid;
        }

        int width = grid.Shape[1];
        float[] result = new float[checked(newRows * newColumns * width)];
        for (int row = 0; row < newRows; row++)
        {
            (int Source, double Weight)[] above = Taps(row, rows, newRows);
            for (int column = 0; column < newColumns; column++)
            {
                (int Source, double Weight)[] beside = Taps(column, columns, newColumns);
                for (int i = 0; i < width; i++)
                {
                    double sum = 0;
                    foreach ((int y, double vertical) in above)
                    {
                        foreach ((int x, double horizontal) in beside)
                        {
                            sum += vertical * horizontal * grid.Span[(((y * columns) + x) * width) + i];
                        }
                    }

                    result[(((row * newColumns) + column) * width) + i] = (float)sum;
                }
            }
        }

        return new Tensor(result, new Shape(newRows * newColumns, width));
    }

    private static (int Source, double Weight)[] Taps(int target, int size, int newSize)
    {
        double at = ((target + 0.5) * size / newSize) - 0.5;
        int first = (int)Math.Floor(at) - 1;
        return [.. Enumerable.Range(first, 4).Select(source => (Math.Clamp(source, 0, size - 1), Weight(Math.Abs(at - source))))];
    }

    private static double Weight(double distance) => distance <= 1
        ? ((((Sharpness + 2) * distance) - (Sharpness + 3)) * distance * distance) + 1
        : Sharpness * ((((((distance - 5) * distance) + 8) * distance)) - 4);
}
