namespace Bench.Inference.Torch;

/// <summary>Normalisation of the last axis: by mean and variance, or by the root of the mean square alone.</summary>
/// <param name="Weight">Scale [width].</param>
/// <param name="Bias">Shift [width].</param>
/// <param name="Epsilon">What is added to the variance or to the mean square.</param>
/// <param name="RootMeanSquare">Whether no mean is subtracted.</param>
internal sealed record DeviceNorm(TorchTensor Weight, TorchTensor Bias, double Epsilon, bool RootMeanSquare)
{
    private static readonly long[] _last = [-1];

    private readonly long[] _shape = [Weight.shape[0]];

    // Made once: a scalar made for every call would wait for the garbage collector.
    private readonly Scalar _epsilon = Epsilon;

    /// <summary>Normalises, scales and shifts. The mean is taken in single precision whatever x is.</summary>
    public TorchTensor Apply(TorchTensor x)
    {
        if (!RootMeanSquare)
        {
            return torch.nn.functional.layer_norm(x, _shape, Weight, Bias, Epsilon);
        }

        TorchTensor wide = x.to(torch.ScalarType.Float32);
        TorchTensor inverse = wide.mul(wide).mean(_last, keepdim: true).add(_epsilon).rsqrt();
        return wide.mul(inverse).to(x.dtype).mul(Weight).add(Bias);
    }
}
