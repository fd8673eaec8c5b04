using System.Collections.Immutable;

namespace Bench.Inference;

/// <summary>The memory of one picture on its way through a model of stages. Used by one thread at a time.</summary>
internal sealed unsafe class StagedRun : IDisposable
{
    private readonly EncoderConfig _config;
    private readonly NativeBuffer _buffer;

    /// <summary>Takes room for one picture.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="stages">Its stages.</param>
    public StagedRun(EncoderConfig config, IEnumerable<StagePass> stages)
    {
        _config = config;
        Stages = [.. stages.Select(stage => stage.NewRun())];
        Plans = [.. Stages.Select(_ => new BatchPlan(config))];
        Grids = new Matrix[Stages.Length];
        Joins = new JoinRoom[Stages.Length - 1];
        var measure = new Carver(null);
        Layout(ref measure);
        _buffer = new NativeBuffer(measure.Used);
        var carver = new Carver(_buffer.Pointer);
        Layout(ref carver);
    }

    /// <summary>The layers' room, stage by stage.</summary>
    public ImmutableArray<ChunkRun> Stages { get; }

    /// <summary>The windows, stage by stage.</summary>
    public ImmutableArray<BatchPlan> Plans { get; }

    /// <summary>States of each stage [rows · columns, hidden]; in the backward pass the gradients by them.</summary>
    public Matrix[] Grids { get; }

    /// <summary>What joins states, stage by stage.</summary>
    public JoinRoom[] Joins { get; }

    /// <summary>Pixels by patch [n, E]; in the backward pass the gradient by them.</summary>
    public Matrix Patches { get; private set; }

    /// <summary>Projected patches, normalised, before scale and shift.</summary>
    public Matrix PatchNormal { get; private set; }

    /// <summary>1 / deviation of each row of <see cref="PatchNormal"/>.</summary>
    public float* PatchInverse { get; private set; }

    /// <summary>The last stage's states, normalised, before scale and shift.</summary>
    public Matrix FinalNormal { get; private set; }

    /// <summary>1 / deviation of each row of <see cref="FinalNormal"/>.</summary>
    public float* FinalInverse { get; private set; }

    /// <summary>What the head reads, one row; in the backward pass the gradient by it.</summary>
    public Matrix Mean { get; private set; }

    /// <summary>Logits, one row; in the backward pass the derivatives of the readout by them.</summary>
    public Matrix Logits { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ChunkRun run in Stages)
        {
            run.Dispose();
        }

        _buffer.Dispose();
    }

    private void Layout(ref Carver carver)
    {
        ImmutableArray<WindowStage> stages = _config.Stages;
        WindowStage first = stages[0], last = stages[^1];
        Patches = carver.TakeRows(first.States, Padding.Stride(_config.EmbeddingSize));
        PatchNormal = carver.TakeRows(first.States, Padding.Stride(first.HiddenSize));
        PatchInverse = carver.Take(first.States);
        for (int s = 0; s < stages.Length; s++)
        {
            Grids[s] = carver.TakeRows(stages[s].States, Padding.Stride(stages[s].HiddenSize));
            if (s + 1 < stages.Length)
            {
                Joins[s] = JoinRoom.Take(ref carver, stages[s]);
            }
        }

        FinalNormal = carver.TakeRows(last.States, Padding.Stride(last.HiddenSize));
        FinalInverse = carver.Take(last.States);
        Mean = carver.TakeRows(1, Padding.Stride(last.HiddenSize));
        Logits = carver.TakeRows(1, Padding.Stride(_config.Labels.Length));
    }
}
