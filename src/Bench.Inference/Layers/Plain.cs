using System.Numerics;
using System.Runtime.InteropServices;

namespace Bench.Inference;

/// <summary>Linear maps over row-major matrices [n, width], for passes that run once a text and not a thousand times.</summary>
internal static class Plain
{
    /// <summary>x Wᵀ + b.</summary>
    /// <param name="map">W and b.</param>
    /// <param name="x">[n, inputs].</param>
    public static float[] Forward(Linear map, float[] x)
    {
        int n = x.Length / map.Inputs, outputs = map.Outputs;
        float[] y = new float[n * outputs];
        for (int output = 0; output < outputs; output++)
        {
            ReadOnlySpan<float> weights = map.Weight.Span.Slice(output * map.Inputs, map.Inputs);
            for (int row = 0; row < n; row++)
            {
                y[(row * outputs) + output] = Dot(weights, x.AsSpan(row * map.Inputs, map.Inputs)) + map.Bias.Span[output];
            }
        }

        return y;
    }

    /// <summary>From multipliers by the outputs to those by the inputs: m W.</summary>
    /// <param name="map">W.</param>
    /// <param name="m">[n, outputs].</param>
    public static float[] Backward(Linear map, float[] m)
    {
        int outputs = map.Outputs, n = m.Length / outputs;
        float[] result = new float[n * map.Inputs];
        for (int output = 0; output < outputs; output++)
        {
            ReadOnlySpan<float> weights = map.Weight.Span.Slice(output * map.Inputs, map.Inputs);
            for (int row = 0; row < n; row++)
            {
                AddScaled(result.AsSpan(row * map.Inputs, map.Inputs), weights, m[(row * outputs) + output]);
            }
        }

        return result;
    }

    /// <summary>Element by element.</summary>
    public static float[] Add(float[] a, float[] b)
    {
        float[] sum = (float[])a.Clone();
        AddScaled(sum, b, 1);
        return sum;
    }

    /// <summary>a · b.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> lanesA = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> lanesB = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < lanesA.Length; i++)
        {
            sums += lanesA[i] * lanesB[i];
        }

        float sum = Vector.Sum(sums);
        for (int i = lanesA.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>target += factor · source.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        Span<Vector<float>> lanes = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> added = MemoryMarshal.Cast<float, Vector<float>>(source);
        var factors = new Vector<float>(factor);
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] += factors * added[i];
        }

        for (int i = lanes.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
