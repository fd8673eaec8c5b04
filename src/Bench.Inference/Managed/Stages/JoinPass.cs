namespace Bench.Inference;

/// <summary>
/// Between two stages: squares of four states, behind each other, are normalised and mapped to one state of the next grid.
/// </summary>
/// <param name="kernels">The kernels.</param>
/// <param name="stage">The stage before.</param>
/// <param name="joining">The weights.</param>
internal sealed unsafe class JoinPass(KernelSet kernels, WindowStage stage, PackedJoining joining)
{
    private const int Joined = 4;

    private readonly int[] _sources = stage.Joined();

    /// <summary>Computes the next grid.</summary>
    /// <param name="grid">States of the stage before.</param>
    /// <param name="room">Room, and what is kept for the backward pass.</param>
    /// <param name="next">Receives the next stage's states.</param>
    /// <param name="kept">Whether something is kept.</param>
    public void Forward(Matrix grid, in JoinRoom room, Matrix next, bool kept)
    {
        int width = stage.HiddenSize;
        for (int i = 0; i < _sources.Length; i++)
        {
            var part = new Span<float>(room.States.Row(i / Joined) + (i % Joined * width), width);
            if (_sources[i] < 0)
            {
                part.Clear();
            }
            else
            {
                new ReadOnlySpan<float>(grid.Row(_sources[i]), width).CopyTo(part);
            }
        }

        int rows = _sources.Length / Joined;
        kernels.Normalize(
            room.States.Data, room.States.Stride, rows, joining.Norm.Weights, null, kept ? room.Normal.Data : null,
            kept ? room.Inverse : null);
        kernels.Apply(joining.Reduction, room.States, rows, next);
    }

    /// <summary>The chain rule.</summary>
    /// <param name="next">Gradient by the next stage's states.</param>
    /// <param name="room">As <see cref="Forward"/> left it.</param>
    /// <param name="gradient">Receives the gradient by the states of the stage before.</param>
    public void Backward(Matrix next, in JoinRoom room, Matrix gradient)
    {
        int width = stage.HiddenSize, rows = _sources.Length / Joined;
        kernels.ApplyBackward(joining.Reduction, next, rows, default, room.States);
        kernels.NormalizeBackward(room.States.Data, room.States.Stride, rows, joining.Norm.Weights, room.Normal.Data, room.Inverse);

        // Every state is joined once.
        for (int i = 0; i < _sources.Length; i++)
        {
            if (_sources[i] >= 0)
            {
                new ReadOnlySpan<float>(room.States.Row(i / Joined) + (i % Joined * width), width)
                    .CopyTo(new Span<float>(gradient.Row(_sources[i]), width));
            }
        }
    }
}

/// <summary>Room for what <see cref="JoinPass"/> computes.</summary>
internal unsafe struct JoinRoom
{
    /// <summary>Four states behind each other [rows of the next grid, 4 · hidden].</summary>
    public Matrix States;

    /// <summary>The same, normalised, before scale and shift.</summary>
    public Matrix Normal;

    /// <summary>1 / deviation of each row of <see cref="Normal"/>.</summary>
    public float* Inverse;

    /// <summary>Takes room.</summary>
    /// <param name="carver">Where from.</param>
    /// <param name="stage">The stage before.</param>
    public static JoinRoom Take(ref Carver carver, WindowStage stage)
    {
        int rows = stage.JoinedRows * stage.JoinedColumns, stride = Padding.Stride(4 * stage.HiddenSize);
        return new JoinRoom { States = carver.TakeRows(rows, stride), Normal = carver.TakeRows(rows, stride), Inverse = carver.Take(rows) };
    }
}
