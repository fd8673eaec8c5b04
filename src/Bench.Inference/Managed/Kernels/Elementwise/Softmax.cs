using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>Softmax over the first elements, or a range, of each row of a padded matrix.</summary>
internal static unsafe class Softmax<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Rows whose sums and divisions are waited for together.
    private const int Group = 8;

    /// <summary>Softmax in place; columns from <paramref name="count"/> to <paramref name="padded"/> become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* scores, nint stride, int rows, int count, int padded)
    {
        Span<(int First, int End)> ranges = stackalloc (int First, int End)[Group];
        ranges.Fill((0, count));
        for (int row = 0; row < rows; row += Group, scores += Group * stride)
        {
            ForwardWithin(scores, stride, ranges[..Math.Min(Group, rows - row)], 0, padded);
        }
    }

    /// <summary>
    /// Softmax in place over a range of each row, which may be empty; columns outside it become 0, from <paramref name="first"/> to
    /// <paramref name="end"/>, multiples of a register.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardWithin(float* scores, nint stride, ReadOnlySpan<(int First, int End)> ranges, int first, int end)
    {
        float* sums = stackalloc float[Group];
        for (int row = 0; row < ranges.Length; row += Group, scores += Group * stride)
        {
            int count = Math.Min(Group, ranges.Length - row);
            for (int i = 0; i < count; i++)
            {
                (int from, int to) = OrNothing(ranges[row + i], first);
                sums[i] = Largest(scores + (i * stride), from, to);
            }

            for (int i = 0; i < count; i++)
            {
                (int from, int to) = OrNothing(ranges[row + i], first);
                sums[i] = Exponentials(scores + (i * stride), from, to, sums[i]);
            }

            for (int i = 0; i < count; i++)
            {
                (int from, int to) = OrNothing(ranges[row + i], first);
                Scale(scores + (i * stride), from, to, 1f / sums[i], first, end);
            }
        }
    }

    // No range touches nothing, where a register begins.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int From, int To) OrNothing((int First, int End) range, int first) => range.First < range.End ? range : (first, first);

    // What shares a register with the first of the range is made not to count. A whole register is stored: parts would be waited for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(float* row, int from, int to)
    {
        TLanes lowest = TLanes.Broadcast(float.NegativeInfinity), largest = lowest;
        int lead = from % TLanes.Count, tail = (to - from + lead) % TLanes.Count;
        float* at = row + from - lead, full = row + to - tail;
        if (lead > 0)
        {
            TLanes.Blend(lead, lowest, TLanes.Load(at)).Store(at);
        }

        for (; at < full; at += TLanes.Count)
        {
            largest = TLanes.Max(largest, TLanes.Load(at));
        }

        return (tail > 0 ? TLanes.Max(largest, TLanes.Blend(tail, TLanes.Load(at), lowest)) : largest).Largest();
    }

    // Replaces scores by exponentials and returns their sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Exponentials(float* row, int from, int to, float largest)
    {
        TLanes shift = TLanes.Broadcast(largest), zero = TLanes.Broadcast(0f), sum = zero;
        int lead = from % TLanes.Count, tail = (to - from + lead) % TLanes.Count;
        float* at = row + from - lead, full = row + to - tail;
        for (; at < full; at += TLanes.Count)
        {
            TLanes e = VectorMath<TLanes>.Exp(TLanes.Load(at) - shift);
            e.Store(at);
            sum += e;
        }

        if (tail > 0)
        {
            TLanes e = TLanes.Blend(tail, VectorMath<TLanes>.Exp(TLanes.Load(at) - shift), zero);
            e.Store(at);
            sum += e;
        }

        return sum.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(float* row, int from, int to, float factor, int first, int end)
    {
        TLanes scale = TLanes.Broadcast(factor), zero = TLanes.Broadcast(0f);
        int lead = from % TLanes.Count;
        float* at = row + first, start = row + from - lead;
        for (; at < start; at += TLanes.Count)
        {
            zero.Store(at);
        }

        for (; at < row + to; at += TLanes.Count)
        {
            (TLanes.Load(at) * scale).Store(at);
        }

        for (; at < row + end; at += TLanes.Count)
        {
            zero.Store(at);
        }

        if (lead > 0)
        {
            TLanes.Blend(lead, zero, TLanes.Load(start)).Store(start);
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
