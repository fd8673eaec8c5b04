using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>One row of a tile: two registers of sums.</summary>
internal unsafe struct TileRow<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private TLanes _first;
    private TLanes _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileRow<TLanes> Load(float* source) =>
        new() { _first = TLanes.Load(source), _second = TLanes.Load(source + TLanes.Count) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float left, TLanes first, TLanes second)
    {
        TLanes factor = TLanes.Broadcast(left);
        _first = TLanes.MultiplyAdd(factor, first, _first);
        _second = TLanes.MultiplyAdd(factor, second, _second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* destination)
    {
        _first.Store(destination);
        _second.Store(destination + TLanes.Count);
    }
}
