namespace Bench.Inference;

/// <summary>Products with packed weights.</summary>
internal static unsafe class LinearProducts
{
    /// <summary>y = finish(x Wᵀ + b).</summary>
    public static void Apply(this KernelSet kernels, PackedLinear map, Matrix x, int rows, Matrix y, TileFinish finish = default) =>
        kernels.ApplyColumns(map, 0, map.Forward.PaddedColumns, x, rows, y, finish);

    /// <summary>The columns of y from <paramref name="firstColumn"/> to <paramref name="endColumn"/> (both padded) only.</summary>
    public static void ApplyColumns(
        this KernelSet kernels, PackedLinear map, int firstColumn, int endColumn, Matrix x, int rows, Matrix y, TileFinish finish = default)
        => kernels.Multiply(Columns(map, firstColumn, endColumn, x, rows, y, finish));

    /// <summary>The product y = finish(x Wᵀ + b), for <see cref="KernelSet.Multiply(ReadOnlySpan{MatrixProduct})"/>.</summary>
    public static MatrixProduct Of(PackedLinear map, Matrix x, int rows, Matrix y, TileFinish finish) =>
        Columns(map, 0, map.Forward.PaddedColumns, x, rows, y, finish);

    private static MatrixProduct Columns(
        PackedLinear map, int firstColumn, int endColumn, Matrix x, int rows, Matrix y, TileFinish finish)
    {
        PackedMatrix right = map.Forward;
        return new MatrixProduct
        {
            Rows = rows,
            Depth = right.Depth,
            Panels = (endColumn - firstColumn) / right.PanelWidth,
            Left = x.Data,
            LeftRow = x.Stride,
            LeftStep = 1,
            Right = right.Panel(firstColumn),
            RightStep = right.PanelWidth,
            RightPanel = right.PanelStride,
            Initial = map.Bias(firstColumn),
            InitialRow = 0,
            Result = y.Data,
            ResultRow = y.Stride,
            Finish = finish,
        };
    }

    /// <summary>y += x Wᵀ, without the bias: the normalisation that follows adds it.</summary>
    public static void ApplyOnto(this KernelSet kernels, PackedLinear map, Matrix x, int rows, Matrix y) =>
        kernels.Multiply(new MatrixProduct
        {
            Rows = rows,
            Depth = map.Forward.Depth,
            Panels = map.Forward.PaddedColumns / map.Forward.PanelWidth,
            Left = x.Data,
            LeftRow = x.Stride,
            LeftStep = 1,
            Right = map.Forward.Panel(0),
            RightStep = map.Forward.PanelWidth,
            RightPanel = map.Forward.PanelStride,
            Initial = y.Data,
            InitialRow = y.Stride,
            Result = y.Data,
            ResultRow = y.Stride,
        });

    /// <summary>dx = finish(initial + dy W): the chain rule; no initial means zero.</summary>
    public static void ApplyBackward(
        this KernelSet kernels, PackedLinear map, Matrix dy, int rows, Matrix initial, Matrix dx, TileFinish finish = default) =>
        kernels.ApplyBackward(map, 0, map.Outputs, dy, rows, initial, dx, finish);

    /// <summary>The part of the chain rule that comes from <paramref name="count"/> outputs from <paramref name="first"/> on.</summary>
    public static void ApplyBackward(
        this KernelSet kernels,
        PackedLinear map,
        int first,
        int count,
        Matrix dy,
        int rows,
        Matrix initial,
        Matrix dx,
        TileFinish finish = default)
    {
        PackedMatrix right = map.Backward;
        kernels.Multiply(new MatrixProduct
        {
            Rows = rows,
            Depth = count,
            Panels = right.PaddedColumns / right.PanelWidth,
            Left = dy.Data,
            LeftRow = dy.Stride,
            LeftStep = 1,
            Right = right.Panel(0) + ((nint)first * right.PanelWidth),
            RightStep = right.PanelWidth,
            RightPanel = right.PanelStride,
            Initial = initial.Data,
            InitialRow = initial.Stride,
            Result = dx.Data,
            ResultRow = dx.Stride,
            Finish = finish,
        });
    }
}
