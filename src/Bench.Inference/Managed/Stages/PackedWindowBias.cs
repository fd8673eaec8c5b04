using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What is added to the scores of a head for every two places of a window.</summary>
internal sealed unsafe class PackedWindowBias : IDisposable
{
    private readonly NativeBuffer _buffer;
    private readonly int _states;

    /// <summary>Looks every pair of places up.</summary>
    /// <param name="table">[(2M − 1)², heads].</param>
    /// <param name="stage">The stage.</param>
    public PackedWindowBias(Tensor table, WindowStage stage)
    {
        _states = stage.WindowStates;
        int stride = Padding.Pad(_states);
        _buffer = new NativeBuffer((long)stage.Heads * _states * stride);
        for (int head = 0; head < stage.Heads; head++)
        {
            Matrix own = Of(head);
            for (int query = 0; query < _states; query++)
            {
                for (int key = 0; key < _states; key++)
                {
                    own.Row(query)[key] = table.Span[(stage.BiasRow(query, key) * stage.Heads) + head];
                }
            }
        }
    }

    /// <summary>The terms of a head [M², M²].</summary>
    public Matrix Of(int head) => new(_buffer.Pointer + ((nint)head * _states * Padding.Pad(_states)), Padding.Pad(_states));

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();
}
