using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>How tokens mix in the layers; a row at a time, since every layer is computed again for each of the row's tokens.</summary>
public sealed partial class ManagedEncoder : ITokenMixingModel
{
    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Mix(IReadOnlyList<InputRow> rows, TokenMixing kind, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        foreach (InputRow row in rows)
        {
            RowCheck.Require(_config, row, Info.Name);
        }

        var result = new Tensor[rows.Count];
        using var pass = new MixingPass(_model, _dimensions);
        ChunkScheduler.Run(rows.Count, _options.Threads, RunRow, cancellationToken);
        GC.KeepAlive(this);
        return result;

        void RunRow(int index)
        {
            InputRow[] row = [rows[index]];
            BatchPlan plan = _plans.Rent();
            plan.Build(row, allTokens: true, new ChunkLimits(1, int.MaxValue, long.MaxValue, null));
            ChunkRun run = _runs.Rent();
            run.Start(plan, plan.Chunks[0], row, new BatchAnswers(Info, row, null, maps: true), 0);
            result[index] = pass.Run(run, kind);
            _runs.Return(run);
            _plans.Return(plan);
        }
    }
}
