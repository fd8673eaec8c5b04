using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Weights times a number.</summary>
internal static class TensorScaling
{
    /// <summary>A copy of a tensor, every element multiplied.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="factor">The factor.</param>
    public static Tensor Times(this Tensor tensor, float factor)
    {
        float[] scaled = new float[tensor.Span.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = tensor.Span[i] * factor;
        }

        return new Tensor(scaled, tensor.Shape);
    }
}
