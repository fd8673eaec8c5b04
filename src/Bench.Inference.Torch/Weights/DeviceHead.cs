namespace Bench.Inference.Torch;

/// <summary>From the last layer's output to logits.</summary>
/// <param name="FinalNorm">Normalises the last layer's output, in models that normalise first.</param>
/// <param name="Dense">Applied first, or <see langword="null"/>.</param>
/// <param name="Activation">Follows <paramref name="Dense"/>.</param>
/// <param name="Norm">Follows the activation, or <see langword="null"/>.</param>
/// <param name="Output">Gives the logits.</param>
internal sealed record DeviceHead(
    DeviceNorm? FinalNorm, DeviceLinear? Dense, HiddenActivation Activation, DeviceNorm? Norm, DeviceLinear Output);
