namespace Bench.Inference.Torch;

/// <summary>The non-linearities, by operations that every version of TorchSharp has.</summary>
internal sealed class Activation : IDisposable
{
    // Made once: a scalar made for every call would wait for the garbage collector.
    private readonly Scalar _half = 0.5f;
    private readonly Scalar _one = 1f;
    private readonly Scalar _cubic = 0.044715f;
    private readonly Scalar _scale = MathF.Sqrt(2 / MathF.PI);

    /// <summary>Applies a non-linearity to every element.</summary>
    public TorchTensor Apply(TorchTensor x, HiddenActivation kind) => kind switch
    {
        HiddenActivation.Gelu => x.gelu(),
        HiddenActivation.GeluTanh => GeluTanh(x),
        HiddenActivation.Relu => x.relu(),
        HiddenActivation.Silu => x.silu(),
        _ => x.tanh(),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Scalar scalar in (Scalar[])[_half, _one, _cubic, _scale])
        {
            scalar.Dispose();
        }
    }

    // ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))
    private TorchTensor GeluTanh(TorchTensor x)
    {
        TorchTensor cube = x.mul(x).mul(x).mul(_cubic);
        return x.add(cube).mul(_scale).tanh().add(_one).mul(x).mul(_half);
    }
}
