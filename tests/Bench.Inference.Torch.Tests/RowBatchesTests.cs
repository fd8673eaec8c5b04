using Bench.Abstractions;

namespace Bench.Inference.Torch.Tests;

public class RowBatchesTests
{
    [Fact]
    public void Rows_of_nearly_one_length_share_a_batch()
    {
        Cut([10, 40, 39, 9, 30, 29, 8], tokens: 1000).ShouldBe([[1, 2, 4], [5], [0, 3, 6]]);
    }

    [Fact]
    public void Equal_lengths_keep_their_order_and_batches_their_budget()
    {
        Cut([5, 5, 5, 5, 5], tokens: 10).ShouldBe([[0, 1], [2, 3], [4]]);
        Cut([5, 5, 5], tokens: 1000, bytes: 12, bytesOfRow: 5).ShouldBe([[0, 1], [2]]);
    }

    [Fact]
    public void A_row_above_the_budget_is_a_batch_of_its_own()
    {
        Cut([50, 3], tokens: 10).ShouldBe([[0], [1]]);
        Cut([], tokens: 10).ShouldBeEmpty();
    }

    private static IReadOnlyList<int[]> Cut(int[] lengths, int tokens, long bytes = long.MaxValue, long bytesOfRow = 1) => RowBatches.Cut(
        [.. lengths.Select(length => new InputRow { TokenIds = new int[length] })], new BatchLimits(tokens, bytes, _ => bytesOfRow));
}
