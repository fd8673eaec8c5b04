namespace Bench.Inference.Torch;

/// <summary>Layer normalisation of the last axis.</summary>
/// <param name="Weight">Scale [width].</param>
/// <param name="Bias">Shift [width].</param>
/// <param name="Epsilon">What is added to the variance.</param>
internal sealed record DeviceNorm(TorchTensor Weight, TorchTensor Bias, double Epsilon)
{
    private readonly long[] _shape = [Weight.shape[0]];

    /// <summary>Normalises, scales and shifts.</summary>
    public TorchTensor Apply(TorchTensor x) => torch.nn.functional.layer_norm(x, _shape, Weight, Bias, Epsilon);
}
