namespace Bench.Inference.Torch;

/// <summary>All that makes embeddings.</summary>
/// <param name="Words">Word embeddings [V, E], or <see langword="null"/> in models of pictures.</param>
/// <param name="Places">Added behind the projection by place [P, H], in models of pictures.</param>
/// <param name="Positions">Position embeddings [P, E], or <see langword="null"/>.</param>
/// <param name="Types">Token-type embeddings [T, E], or <see langword="null"/>.</param>
/// <param name="Norm">Normalises their sum, or <see langword="null"/>.</param>
/// <param name="Projection">Maps to the hidden size, or <see langword="null"/>.</param>
/// <param name="ProjectionNorm">Normalises what that gives, or <see langword="null"/>.</param>
/// <param name="Decoder">A decoder's own embeddings, or <see langword="null"/>.</param>
internal sealed record DeviceEmbeddings(
    TorchTensor? Words,
    TorchTensor? Places,
    TorchTensor? Positions,
    TorchTensor? Types,
    DeviceNorm? Norm,
    DeviceLinear? Projection,
    DeviceNorm? ProjectionNorm,
    DeviceDecoder? Decoder);

/// <summary>A decoder's embeddings.</summary>
/// <param name="FirstLayer">Index of its first layer.</param>
/// <param name="Start">Word embedding of the start token [1, E].</param>
/// <param name="Positions">Position embeddings [P, E].</param>
/// <param name="Norm">Normalises the sum.</param>
internal sealed record DeviceDecoder(int FirstLayer, TorchTensor Start, TorchTensor Positions, DeviceNorm Norm);
