namespace Bench.Inference;

/// <summary>Kernels on all rows of a matrix.</summary>
internal static unsafe class RowKernels
{
    /// <summary>Adds a vector to every row.</summary>
    public static void AddToRows(this KernelSet kernels, Matrix target, float* vector, int rows, int width)
    {
        for (int row = 0; row < rows; row++)
        {
            kernels.AddScaled(target.Row(row), vector, 1, width);
        }
    }

    /// <summary>target += source.</summary>
    public static void AddRows(this KernelSet kernels, Matrix target, Matrix source, int rows, int width)
    {
        for (int row = 0; row < rows; row++)
        {
            kernels.AddScaled(target.Row(row), source.Row(row), 1, width);
        }
    }

    /// <summary>target = norm(source); rows of both have the same stride.</summary>
    public static void NormalizeCopy(
        this KernelSet kernels, Matrix source, int rows, PackedNorm norm, Matrix target, Matrix normal, float* inverse)
    {
        kernels.Normalize(source.Data, target.Data, target.Stride, rows, norm.Weights, null, normal.Data, inverse);
    }
}
