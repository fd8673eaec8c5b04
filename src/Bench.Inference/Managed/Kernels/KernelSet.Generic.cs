namespace Bench.Inference;

/// <summary>The kernels for one register width.</summary>
/// <typeparam name="TLanes">The register.</typeparam>
internal sealed unsafe class KernelSet<TLanes> : KernelSet
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly NativeBuffer _zeros = new(Padding.Columns);

    public override int PanelWidth => MatMul<TLanes>.PanelWidth;

    public override void Multiply(ReadOnlySpan<MatrixProduct> products) => MatMul<TLanes>.Multiply(products, _zeros.Pointer);

    public override void Softmax(float* scores, nint stride, int rows, int count, int padded) =>
        Softmax<TLanes>.Forward(scores, stride, rows, count, padded);

    public override void SoftmaxWithin(float* scores, nint stride, ReadOnlySpan<(int First, int End)> ranges, int first, int end) =>
        Softmax<TLanes>.ForwardWithin(scores, stride, ranges, first, end);

    public override void SoftmaxBackward(
        float* weights, nint weightStride, float* gradient, nint gradientStride, int rows, int count) =>
        Softmax<TLanes>.Backward(weights, weightStride, gradient, gradientStride, rows, count);

    public override void Normalize(
        float* x, float* result, nint stride, int rows, in NormWeights weights, float* bias, float* kept, float* inverseDeviation) =>
        Normalization<TLanes>.Forward(x, result, stride, rows, weights, bias, kept, inverseDeviation);

    public override void NormalizeBackward(
        float* gradient, nint stride, int rows, in NormWeights weights, float* kept, float* inverseDeviation, float* sum = null) =>
        Normalization<TLanes>.Backward(gradient, stride, rows, weights, kept, inverseDeviation, sum);

    public override void AddScaled(float* target, float* source, float factor, int count) =>
        Elementwise<TLanes>.AddScaled(target, source, factor, count);

    public override void Multiply(float* left, float* right, float* target, int count) =>
        Elementwise<TLanes>.Multiply(left, right, target, count);

    public override void Activate(HiddenActivation activation, float* x, nint stride, int rows, int padded, float* slope)
    {
        for (int column = 0; column < padded; column += PanelWidth)
        {
            var finish = new TileFinish
            {
                Kind = slope == null ? FinishKind.Activate : FinishKind.ActivateAndKeepSlope,
                Activation = activation,
                Slope = slope,
                Row = stride,
                Offset = column,
            };
            TileFinisher<TLanes>.Run(x + column, stride, rows, finish);
        }
    }

    public override void Rotate(float* x, nint stride, int rows, int* positions, float* angles, float direction, int half) =>
        Elementwise<TLanes>.Rotate(x, stride, rows, positions, angles, direction, half);
}
