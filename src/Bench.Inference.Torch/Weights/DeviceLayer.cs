namespace Bench.Inference.Torch;

/// <summary>One encoder layer on the device; the queries are divided by √(head size) already.</summary>
internal sealed record DeviceLayer(
    DeviceLinear Query,
    DeviceLinear Key,
    DeviceLinear Value,
    DeviceLinear AttentionOutput,
    DeviceNorm AttentionNorm,
    DeviceLinear Intermediate,
    DeviceLinear Output,
    DeviceNorm OutputNorm);
