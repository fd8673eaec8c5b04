namespace Bench.Inference.Tests;

/// <summary>What blocks of attention leave out is neither met nor read.</summary>
public sealed unsafe class AttentionBlocksTests
{
    public static TheoryData<int, int, bool> Cases { get; } = new()
    {
        { 20, 64, false },
        { 65, 64, false },
        { 66, 64, false },
        { 200, 64, false },
        { 200, int.MaxValue, false },
        { 200, 5, false },
        { 130, int.MaxValue, true },
        { 150, 40, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_block_of_queries_holds_every_key_that_they_meet(int tokens, int reach, bool causal)
    {
        foreach (int masked in new[] { 0, 1, tokens / 3 })
        {
            Check(tokens, masked, reach, causal, (AttentionBlocks blocks, in AttentionRows rows) =>
            {
                foreach (AttentionBlock block in blocks.ByQuery)
                {
                    for (int query = block.First; query < block.End; query++)
                    {
                        for (int key = 0; key < rows.KeyCount; key++)
                        {
                            int ahead = rows.Positions[key] - rows.QueryPosition(query);
                            bool meets = Math.Abs(ahead) <= reach && !(causal && ahead > 0);
                            Assert.True(!meets || (key >= block.OtherFirst && key < block.OtherEnd), $"query {query} meets key {key}");
                            Assert.True(!blocks.AreUnlimited || meets, $"query {query} does not meet key {key}");
                        }
                    }
                }
            });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_blocks_of_keys_read_of_a_query_is_known(int tokens, int reach, bool causal)
    {
        foreach (int masked in new[] { 0, 1, tokens / 3 })
        {
            Check(tokens, masked, reach, causal, (AttentionBlocks blocks, in AttentionRows _) =>
            {
                foreach (AttentionBlock block in blocks.ByQuery)
                {
                    foreach (AttentionBlock keys in blocks.ByKey)
                    {
                        bool reads = keys.OtherFirst < block.End && keys.OtherEnd > block.First;
                        Assert.True(
                            !reads || (keys.First >= block.Read.First && keys.End <= block.Read.End), $"{keys} reads beyond {block}");
                    }
                }
            });
        }
    }

    private delegate void Checking(AttentionBlocks blocks, in AttentionRows rows);

    // Tokens are masked at equal distances; they stand behind the keys, as in a chunk.
    private static void Check(int tokens, int masked, int reach, bool causal, Checking check)
    {
        int[] order = [.. Enumerable.Range(0, tokens).OrderBy(i => masked > 0 && i % (tokens / masked) == 0)];
        int keys = order.Count(i => masked == 0 || i % (tokens / masked) != 0);
        fixed (int* positions = order)
        {
            var rows = new AttentionRows
            {
                QueryCount = tokens,
                KeyCount = keys,
                TokenCount = tokens,
                Positions = positions,
                Causal = causal,
                Reach = reach,
            };
            var blocks = new AttentionBlocks();
            blocks.Prepare(rows, whole: false);
            check(blocks, rows);
        }
    }
}
