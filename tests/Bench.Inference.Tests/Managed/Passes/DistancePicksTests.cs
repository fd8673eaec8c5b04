using Bench.Abstractions;

namespace Bench.Inference.Tests;

/// <summary>Elements picked and scattered by distance, against their definition, one element after the other.</summary>
public sealed unsafe class DistancePicksTests
{
    private const int Longest = 64;

    // Buckets that grow by one row or none; rows that skip (which fours cannot take); no buckets, with the far ones clamped.
    private static readonly (string Name, RelativePositions Positions, bool IsGentle)[] _tables =
    [
        ("log", new DebertaPositions(16, 256), true),
        ("skipping", new Skipping(), false),
        ("plain", new DebertaPositions(0, 12), true),
    ];

    public static TheoryData<string, int, int, bool, int> Shapes { get; } = Combinations();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Picks_and_scatters_are_their_definitions(string table, int queries, int firstQuery, bool areDense, int keys)
    {
        (_, RelativePositions relative, bool isGentle) = _tables.Single(entry => entry.Name == table);
        var byDistance = new DistanceRows(relative, Longest);
        byDistance.IsGentle.ShouldBe(isGentle);
        var picks = new DistancePicks(Kernels.For(KernelChoice.Auto), byDistance);
        int[] positions =
            [.. Enumerable.Range(0, Math.Max(keys, firstQuery + queries)).Select(token => areDense || token < 5 ? token + 1 : token + 3)];
        int Row(int query, int key) => byDistance.Rows[byDistance.Zero + positions[firstQuery + query] - positions[key]];
        int first = Enumerable.Range(0, queries).SelectMany(query => Enumerable.Range(0, keys).Select(key => Row(query, key))).Min();
        float[] scores = Random(1, queries * Longest), byQuery = Random(2, (queries * 160) + 64), byKey = Random(3, (keys * 160) + 64);
        fixed (int* place = positions)
        fixed (float* score = scores, ofQueries = byQuery, ofKeys = byKey)
        {
            var rows = new AttentionRows
            {
                QueryCount = queries,
                KeyCount = keys,
                TokenCount = positions.Length,
                Positions = place,
                FirstQuery = firstQuery,
            };
            var all = new Matrix(score, Longest);
            Matrix queryTerms = new(ofQueries, 160), keyTerms = new(ofKeys, 160);

            Check(scores, () => picks.AddByQuery(rows, queryTerms, first, all),
                (q, k) => Add(scores, (q * Longest) + k, byQuery[(q * 160) + Row(q, k) - first]));
            Check(scores, () => picks.AddByKey(rows, keyTerms, first, all),
                (q, k) => Add(scores, (q * Longest) + k, byKey[(k * 160) + Row(q, k) - first]));
            Check(byQuery, () => picks.ScatterByQuery(rows, all, queryTerms, first),
                (q, k) => Add(byQuery, (q * 160) + Row(q, k) - first, scores[(q * Longest) + k]));
            Check(byKey, () => picks.ScatterByKey(rows, all, keyTerms, first),
                (q, k) => Add(byKey, (k * 160) + Row(q, k) - first, scores[(q * Longest) + k]));
        }

        void Check(float[] changed, Action move, Action<int, int> define)
        {
            float[] before = [.. changed];
            move();
            float[] after = [.. changed];
            before.CopyTo(changed, 0);
            for (int query = 0; query < queries; query++)
            {
                for (int key = 0; key < keys; key++)
                {
                    define(query, key);
                }
            }

            after.Zip(changed).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-4f);
            after.ShouldNotBe(before);
        }
    }

    private static void Add(float[] target, int index, float value) => target[index] += value;

    private static float[] Random(ulong seed, int count)
    {
        var random = new DeterministicRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private static TheoryData<string, int, int, bool, int> Combinations()
    {
        var shapes = new TheoryData<string, int, int, bool, int>();
        foreach ((string table, _, _) in _tables)
        {
            foreach ((int queries, int firstQuery,
                int keys) in (ReadOnlySpan<(int, int, int)>)[
                    (1, 0, 1), (4, 0, 4), (37, 0, 37), (45, 0, 41), (1, 0, 50), (3, 2, 19), (58, 0, 58)])
            {
                shapes.Add(table, queries, firstQuery, true, keys);
                shapes.Add(table, queries, firstQuery, false, keys);
            }
        }

        return shapes;
    }

    private sealed record Skipping : RelativePositions
    {
        public override int Rows => 2 * Longest;

        public override int RowOf(int distance) => Longest + (Math.Abs(distance) > 10 ? distance / 2 * 2 : distance);
    }
}
