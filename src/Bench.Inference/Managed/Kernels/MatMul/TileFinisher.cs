using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>Carries out a <see cref="TileFinish"/> on a tile two registers wide.</summary>
internal static unsafe class TileFinisher<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Finishes <paramref name="rows"/> rows at <paramref name="tile"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* tile, nint stride, int rows, in TileFinish finish)
    {
        switch (finish.Kind)
        {
            case FinishKind.MultiplyBySlope: Multiply(tile, stride, rows, finish.Slope + finish.Offset, finish.Row); return;
            case FinishKind.Gate: Gate(tile, stride, rows, finish); return;
            case FinishKind.SplitByGate: Split(tile, stride, rows, finish); return;
        }

        switch (finish.Activation)
        {
            case HiddenActivation.Gelu: Activate<GeluFunction>(tile, stride, rows, finish); break;
            case HiddenActivation.GeluTanh: Activate<GeluTanhFunction>(tile, stride, rows, finish); break;
            case HiddenActivation.Relu: Activate<ReluFunction>(tile, stride, rows, finish); break;
            case HiddenActivation.Silu: Activate<SiluFunction>(tile, stride, rows, finish); break;
            default: Activate<TanhFunction>(tile, stride, rows, finish); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate<TFunction>(float* tile, nint stride, int rows, in TileFinish finish)
        where TFunction : struct, IActivationFunction
    {
        if (finish.Kind == FinishKind.Activate)
        {
            for (int row = 0; row < rows; row++, tile += stride)
            {
                TFunction.Value(TLanes.Load(tile)).Store(tile);
                TFunction.Value(TLanes.Load(tile + TLanes.Count)).Store(tile + TLanes.Count);
            }

            return;
        }

        float* kept = finish.Slope + finish.Offset;
        for (int row = 0; row < rows; row++, tile += stride, kept += finish.Row)
        {
            TFunction.ValueAndSlope(TLanes.Load(tile), out TLanes slope).Store(tile);
            slope.Store(kept);
            TFunction.ValueAndSlope(TLanes.Load(tile + TLanes.Count), out slope).Store(tile + TLanes.Count);
            slope.Store(kept + TLanes.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(float* tile, nint stride, int rows, float* slope, nint slopeStride)
    {
        for (int row = 0; row < rows; row++, tile += stride, slope += slopeStride)
        {
            (TLanes.Load(tile) * TLanes.Load(slope)).Store(tile);
            (TLanes.Load(tile + TLanes.Count) * TLanes.Load(slope + TLanes.Count)).Store(tile + TLanes.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gate(float* tile, nint stride, int rows, in TileFinish finish)
    {
        if (finish.Slope != null)
        {
            Multiply(finish.Slope + finish.Offset, finish.Row, rows, tile, stride);
        }

        Multiply(tile, stride, rows, finish.Values + finish.Offset, finish.Row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split(float* tile, nint stride, int rows, in TileFinish finish)
    {
        float* values = finish.Values + finish.Offset, other = finish.Other + finish.Offset;
        for (int row = 0; row < rows; row++, values += finish.Row, other += finish.Row)
        {
            float* from = tile + (row * stride);
            (TLanes.Load(from) * TLanes.Load(values)).Store(other);
            (TLanes.Load(from + TLanes.Count) * TLanes.Load(values + TLanes.Count)).Store(other + TLanes.Count);
        }

        Multiply(tile, stride, rows, finish.Slope + finish.Offset, finish.Row);
    }
}
