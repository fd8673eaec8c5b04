namespace Bench.Inference;

/// <summary>
/// All arithmetic of the core: the one seam between the encoder and the hardware. Everything works on rows padded to
/// <see cref="Padding"/>, whose padding is zero and stays so.
/// </summary>
internal abstract unsafe class KernelSet
{
    /// <summary>Columns of a panel of a packed matrix; divides <see cref="Padding.Columns"/>.</summary>
    public abstract int PanelWidth { get; }

    /// <summary>Matrix product with fused start and finish.</summary>
    public void Multiply(in MatrixProduct product) => Multiply(new ReadOnlySpan<MatrixProduct>(in product));

    /// <summary>Products of as many rows, depth and panels in turns: see <see cref="MatMul{TLanes}.Multiply"/>.</summary>
    public abstract void Multiply(ReadOnlySpan<MatrixProduct> products);

    /// <summary>See <see cref="Softmax{TLanes}.Forward"/>.</summary>
    public abstract void Softmax(float* scores, nint stride, int rows, int count, int padded);

    /// <summary>See <see cref="Softmax{TLanes}.ForwardWithin"/>.</summary>
    public abstract void SoftmaxWithin(float* scores, nint stride, ReadOnlySpan<(int First, int End)> ranges, int first, int end);

    /// <summary>See <see cref="Softmax{TLanes}.Backward"/>.</summary>
    public abstract void SoftmaxBackward(
        float* weights, nint weightStride, float* gradient, nint gradientStride, int rows, int count);

    /// <summary>See <see cref="Normalization{TLanes}.Forward"/>.</summary>
    public abstract void Normalize(
        float* x, float* result, nint stride, int rows, in NormWeights weights, float* bias, float* kept, float* inverseDeviation);

    /// <summary>The same in place.</summary>
    public void Normalize(float* x, nint stride, int rows, in NormWeights weights, float* bias, float* kept, float* inverseDeviation) =>
        Normalize(x, x, stride, rows, weights, bias, kept, inverseDeviation);

    /// <summary>See <see cref="Normalization{TLanes}.Backward"/>.</summary>
    public abstract void NormalizeBackward(
        float* gradient, nint stride, int rows, in NormWeights weights, float* kept, float* inverseDeviation, float* sum = null);

    /// <summary>target += factor · source.</summary>
    public abstract void AddScaled(float* target, float* source, float factor, int count);

    /// <summary>target = left · right, element by element.</summary>
    public abstract void Multiply(float* left, float* right, float* target, int count);

    /// <summary>
    /// x = f(x) for rows of a padded width; where <paramref name="slope"/> is not null, f'(x) is kept there in rows of the same stride.
    /// </summary>
    public abstract void Activate(HiddenActivation activation, float* x, nint stride, int rows, int padded, float* slope);

    /// <summary>See <see cref="Elementwise{TLanes}.Rotate"/>; direction −1 turns back.</summary>
    public abstract void Rotate(float* x, nint stride, int rows, int* positions, float* angles, float direction, int half);
}
