using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>Rows and queries for tests of cores.</summary>
public static class CoreRows
{
    /// <summary>A row for the micro models, with token types and a hidden token.</summary>
    public static InputRow Masked { get; } = new()
    {
        TokenIds = new[] { 2, 67, 560, 74, 3 },
        TypeIds = new[] { 0, 0, 0, 1, 1 },
        AttentionMask = new[] { true, true, false, true, true },
    };

    /// <summary>A row with other embeddings.</summary>
    /// <param name="row">The row.</param>
    /// <param name="embeddings">The embeddings.</param>
    public static InputRow With(this InputRow row, ReplacedEmbeddings embeddings) => new()
    {
        TokenIds = row.TokenIds,
        TypeIds = row.TypeIds,
        AttentionMask = row.AttentionMask,
        Embeddings = embeddings,
    };

    /// <summary>Every target of a case, as logit and as probability.</summary>
    /// <param name="golden">The case.</param>
    public static TargetQuery[] Queries(GoldenCase golden) =>
    [
        .. golden.Targets.SelectMany(target => GoldenCase.Quantities.Select(quantity =>
            new TargetQuery(golden.Row, target.Target, quantity))),
    ];

    /// <summary>A query of a random row: any length from 1 on, some masks (also of the first token), some replaced embeddings.</summary>
    /// <param name="info">The model.</param>
    /// <param name="random">The source of everything random.</param>
    /// <param name="longest">Longest row.</param>
    public static TargetQuery RandomQuery(ModelInfo info, DeterministicRandom random, int longest)
    {
        int n = 1 + random.NextInt(Math.Min(longest, info.MaxLength));
        int visible = random.NextInt(n);
        float[] origin = [.. Enumerable.Range(0, n * info.EmbeddingWidth).Select(_ => (float)random.NextGaussian() / 10)];
        var row = new InputRow
        {
            TokenIds = Enumerable.Range(0, n).Select(_ => random.NextInt(info.VocabularySize)).ToArray(),
            AttentionMask = random.NextInt(2) == 0
                ? default
                : Enumerable.Range(0, n).Select(i => i == visible || random.NextInt(3) > 0).ToArray(),
            Embeddings = random.NextInt(3) > 0 ? null : new ReplacedEmbeddings(origin, origin, (float)random.NextDouble()),
        };
        return new TargetQuery(row, new Target(random.NextInt(info.Labels.Count)), (Quantity)random.NextInt(2));
    }

    /// <summary>Requires a core's answers to agree with those of the reference encoder.</summary>
    /// <param name="core">The core, whose tolerances count.</param>
    /// <param name="model">One of its models.</param>
    /// <param name="reference">The same model, as the papers write it.</param>
    /// <param name="queries">The questions.</param>
    public static void RequireAgreement(TestedCore core, IModel model, ReferenceEncoder reference, IReadOnlyList<TargetQuery> queries)
    {
        IReadOnlyList<Answer> gradients = model.Gradients(queries);
        IReadOnlyList<Answer> expected = reference.Gradients(queries);
        IReadOnlyList<Answer> maps = model.AttentionGradients(queries);
        IReadOnlyList<Answer> expectedMaps = reference.AttentionGradients(queries);
        for (int i = 0; i < queries.Count; i++)
        {
            string what = $"{model.Info.Name} {queries[i]}";
            Close.ToLargest(expected[i].Outputs, gradients[i].Outputs, core.Logits, 0, what);
            Close.ToLargest(expected[i].Gradient, gradients[i].Gradient, 0, core.Gradients, what);
            Close.ToLargest(expectedMaps[i].Maps, maps[i].Maps, core.Maps, 0, what);
            Close.ToLargest(expectedMaps[i].MapGradients, maps[i].MapGradients, 0, core.Gradients, what);
        }
    }

    /// <summary>
    /// Random queries of a golden model's targets. The last token stays that of its cases and is never hidden, so that heads which look for
    /// a separator find one.
    /// </summary>
    /// <param name="name">The golden model.</param>
    /// <param name="info">The same model, opened.</param>
    /// <param name="count">How many queries.</param>
    /// <param name="longest">Tokens of the longest row.</param>
    public static TargetQuery[] PlanQueries(string name, ModelInfo info, int count, int longest)
    {
        var random = new DeterministicRandom(7);
        int separator = GoldenTask.Cases(name)[0].Row.TokenIds.Span[^1];
        return [.. Enumerable.Range(0, count).Select(i => Query(RandomQuery(info, random, longest), i))];

        TargetQuery Query(TargetQuery query, int i)
        {
            int[] ids = query.Row.TokenIds.ToArray();
            ids[^1] = separator;
            bool[] mask = query.Row.AttentionMask.ToArray();
            mask.AsSpan(Math.Max(0, mask.Length - 1)).Fill(true);
            var row = new InputRow { TokenIds = ids, AttentionMask = mask, Embeddings = query.Row.Embeddings };
            int? position = info.Head == HeadKind.Sequence ? null : ids.Length / 2;
            return new TargetQuery(row, new Target(i % info.Labels.Count, position), query.Quantity);
        }
    }
}
