using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>How tokens mix in the layers; a row at a time, since every layer is computed again for each of the row's tokens.</summary>
public sealed partial class ManagedEncoder
{
    private Answer[] Mix(IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var result = new Answer[queries.Count];
        using var pass = new MixingPass(_model, _dimensions);
        ChunkScheduler.Shared.Run(result.Length, _options.Threads, RunRow, cancellationToken);
        GC.KeepAlive(this);
        return result;

        void RunRow(int index)
        {
            InputRow[] row = [queries[index].Row];
            BatchPlan plan = _plans.Rent();
            plan.Build(row, allTokens: true, new ChunkLimits(1, int.MaxValue, long.MaxValue, null));
            ChunkRun run = _runs.Rent();
            run.Start(plan, plan.Chunks[0], row, new BatchAnswers(Info, [new Query(row[0], Ask.Attention)], Ask.Attention), 0);
            result[index] = new Answer { Mixing = pass.Run(run, queries[index].Mixing) };
            _runs.Return(run);
            _plans.Return(plan);
        }
    }
}
