using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>Softmax over the first elements of each row of a padded matrix.</summary>
internal static unsafe class Softmax<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Softmax in place; columns from <paramref name="count"/> to <paramref name="padded"/> become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* scores, nint stride, int rows, int count, int padded)
    {
        int full = count - (count % TLanes.Count);
        int tail = count - full;
        TLanes lowest = TLanes.Broadcast(float.NegativeInfinity);
        TLanes zero = TLanes.Broadcast(0f);
        for (int row = 0; row < rows; row++, scores += stride)
        {
            TLanes largest = lowest;
            for (int i = 0; i < full; i += TLanes.Count)
            {
                largest = TLanes.Max(largest, TLanes.Load(scores + i));
            }

            if (tail > 0)
            {
                largest = TLanes.Max(largest, TLanes.Blend(tail, TLanes.Load(scores + full), lowest));
            }

            TLanes shift = TLanes.Broadcast(largest.Largest());
            TLanes sum = zero;
            for (int i = 0; i < full; i += TLanes.Count)
            {
                TLanes e = VectorMath<TLanes>.Exp(TLanes.Load(scores + i) - shift);
                e.Store(scores + i);
                sum += e;
            }

            if (tail > 0)
            {
                TLanes e = TLanes.Blend(tail, VectorMath<TLanes>.Exp(TLanes.Load(scores + full) - shift), zero);
                e.Store(scores + full);
                sum += e;
            }

            TLanes scale = TLanes.Broadcast(1f / sum.Sum());
            int end = full;
            if (tail > 0) end += TLanes.Count;
            for (int i = 0; i < end; i += TLanes.Count)
            {
                (TLanes.Load(scores + i) * scale).Store(scores + i);
            }

            for (int i = end; i < padded; i += TLanes.Count)
            {
                zero.Store(scores + i);
            }
        }
    }

    /// <summary>
    /// The chain rule in place: with p the weights and g the gradient by them, g becomes p (g − Σ p g), the gradient by the scores.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* weights, nint weightStride, float* gradient, nint gradientStride, int rows, int count)
    {
        int full = count - (count % TLanes.Count);
        int tail = count - full;
        TLanes zero = TLanes.Broadcast(0f);
        for (int row = 0; row < rows; row++, weights += weightStride, gradient += gradientStride)
        {
            TLanes sum = zero;
            for (int i = 0; i < full; i += TLanes.Count)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(weights + i), TLanes.Load(gradient + i), sum);
            }

            if (tail > 0)
            {
                sum += TLanes.Blend(tail, TLanes.Load(weights + full) * TLanes.Load(gradient + full), zero);
            }

            TLanes mean = TLanes.Broadcast(sum.Sum());
            for (int i = 0; i < count; i += TLanes.Count)
            {
                (TLanes.Load(weights + i) * (TLanes.Load(gradient + i) - mean)).Store(gradient + i);
            }
        }
    }
}
