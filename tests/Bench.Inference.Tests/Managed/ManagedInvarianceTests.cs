using System.Runtime.InteropServices;
using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Inference.Tests;

/// <summary>What a row is computed with must not change a bit of its answer.</summary>
public class ManagedInvarianceTests
{
    private static readonly ManagedCoreOptions[] _options =
    [
        .. Cores.Kernels.SelectMany(kernels => new[] { 1, 2, 3 }.SelectMany(threads => new[] { 96L << 20, 200_000, 0 }.Select(kept =>
            new ManagedCoreOptions { Kernels = kernels, Threads = threads, KeptActivationBytes = kept }))),
    ];

    public static TheoryData<string> Models => ["bert-micro", "roberta-micro", "electra-micro", "albert-micro", "sst2-bert-mini"];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_row_alone_equals_the_row_in_any_batch(string model)
    {
        int count = model == "sst2-bert-mini" ? 12 : 30;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count),
            Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed => RequireSame(model, RandomQueries(Cores.Get(model).Info, seed), seed)));
    }

    [Fact]
    public void Many_chunks_give_the_answers_of_single_rows()
    {
        // More tokens than one chunk takes, on more threads than there are processors.
        var random = new DeterministicRandom(5);
        ManagedEncoder model = Cores.Get("sst2-bert-mini", new ManagedCoreOptions { Threads = 3 });
        TargetQuery[] queries = [.. Enumerable.Range(0, 150).Select(_ => CoreRows.RandomQuery(model.Info, random, 60))];
        InputRow[] rows = [.. queries.Select(query => query.Row)];
        IReadOnlyList<Tensor> logits = model.Predict(rows);
        IReadOnlyList<Answer> gradients = model.Gradients(queries);
        for (int i = 0; i < rows.Length; i += 7)
        {
            RequireSameBits(model.Predict([rows[i]])[0], logits[i]);
            RequireSameBits(model.Gradients([queries[i]])[0].Gradient, gradients[i].Gradient);
        }
    }

    [Fact]
    public void Concurrent_calls_do_not_disturb_each_other()
    {
        ManagedEncoder model = Cores.Get("bert-micro", new ManagedCoreOptions { Threads = 2 });
        TargetQuery[][] batches = [.. Enumerable.Range(0, 16).Select(i => RandomQueries(model.Info, (ulong)i))];
        Tensor[] alone = [.. batches.Select(batch => model.Gradients(batch)[0].Gradient)];
        Parallel.For(0, batches.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            for (int repeat = 0; repeat < 5; repeat++)
            {
                RequireSameBits(alone[i], model.Gradients(batches[i])[0].Gradient);
            }
        });
    }

    private static void RequireSame(string name, TargetQuery[] queries, ulong seed)
    {
        ManagedCoreOptions options = _options[(int)(seed % (ulong)_options.Length)];
        ManagedEncoder model = Cores.Get(name, options);
        ManagedEncoder single = Cores.Get(name, options with { Threads = 1, KeptActivationBytes = 96L << 20 });
        InputRow[] rows = [.. queries.Select(query => query.Row)];
        IReadOnlyList<Tensor> logits = model.Predict(rows);
        IReadOnlyList<Answer> gradients = model.Gradients(queries);
        IReadOnlyList<Answer> maps = model.Attend(rows);
        IReadOnlyList<Answer> mapGradients = model.AttentionGradients(queries);
        for (int i = 0; i < rows.Length; i++)
        {
            Tensor alone = single.Predict([rows[i]])[0];
            Answer mapGradientAlone = single.AttentionGradients([queries[i]])[0];
            RequireSameBits(alone, logits[i]);
            RequireSameBits(alone, gradients[i].Outputs);
            RequireSameBits(alone, maps[i].Outputs);
            RequireSameBits(alone, mapGradients[i].Outputs);
            RequireSameBits(single.Gradients([queries[i]])[0].Gradient, gradients[i].Gradient);
            RequireSameBits(mapGradientAlone.Maps, maps[i].Maps);
            RequireSameBits(mapGradientAlone.Maps, mapGradients[i].Maps);
            RequireSameBits(mapGradientAlone.MapGradients, mapGradients[i].MapGradients);
        }
    }

    private static TargetQuery[] RandomQueries(ModelInfo info, ulong seed)
    {
        var random = new DeterministicRandom(seed);
        return [.. Enumerable.Range(0, 1 + random.NextInt(9)).Select(_ => CoreRows.RandomQuery(info, random, 40))];
    }

    private static void RequireSameBits(Tensor expected, Tensor actual)
    {
        actual.Shape.ShouldBe(expected.Shape);
        MemoryMarshal.AsBytes(actual.Span).SequenceEqual(MemoryMarshal.AsBytes(expected.Span)).ShouldBeTrue();
    }
}
