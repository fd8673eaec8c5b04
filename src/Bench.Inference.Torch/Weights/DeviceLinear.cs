namespace Bench.Inference.Torch;

/// <summary>y = x Wᵀ + b.</summary>
/// <param name="Weight">W [outputs, inputs].</param>
/// <param name="Bias">b [outputs].</param>
internal sealed record DeviceLinear(TorchTensor Weight, TorchTensor Bias)
{
    /// <summary>Maps the last axis.</summary>
    public TorchTensor Apply(TorchTensor x) => torch.nn.functional.linear(x, Weight, Bias);
}
