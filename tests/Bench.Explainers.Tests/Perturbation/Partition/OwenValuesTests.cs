using FsCheck;
using FsCheck.Fluent;

namespace Bench.Explainers.Tests;

public class OwenValuesTests
{
    /// <summary>Random games of up to six players over random trees of neighbours.</summary>
    private static Gen<(PartitionTree Tree, double[] Table)> Games =>
        from players in Gen.Choose(1, 6)
        from choices in Gen.Choose(0, 1000).ArrayOf(players)
        from table in Gen.Choose(-100, 100).ArrayOf(1 << players)
        select (RandomTree(players, choices), Array.ConvertAll(table, value => value / 10.0));

    [Fact]
    public void Without_a_limit_they_are_the_recursive_definition() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Games.ToArbitrary(), sample =>
        {
            OwenResult result = OwenValues.Compute(sample.Tree, int.MaxValue, 10, 0, Lookup(sample.Table));
            double[] expected = new double[sample.Tree.Leaves];
            Recurse(sample.Tree, sample.Table, sample.Tree.Root, 1, 0, expected);
            result.Values.ShouldBeClose(expected, 1e-9);
            result.SpreadShare.ShouldBe(0);
            result.Unresolved.ShouldBe(0);
        }));

    [Fact]
    public void Whatever_the_budget_and_batch_the_values_sum_to_the_whole_and_the_budget_is_kept() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            (from game in Games
             from budget in Gen.Choose(2, 40)
             from batch in Gen.Choose(1, 12)
             select (
                game, budget, batch)).ToArbitrary(),
            sample =>
            {
                int asked = 0;
                OwenResult result = OwenValues.Compute(sample.game.Tree, sample.budget, sample.batch, 0, masks =>
                {
                    asked += masks.Count;
                    return Lookup(sample.game.Table)(masks);
                });
                result.Values.Sum().ShouldBe(sample.game.Table[^1] - sample.game.Table[0], 1e-9);
                asked.ShouldBe(result.Evaluations);

                // As in SHAP, a node is split as a whole: an odd budget may be passed by one.
                asked.ShouldBeLessThanOrEqualTo(sample.budget + 1);
            }));

    [Fact]
    public void A_budget_of_two_shares_evenly()
    {
        OwenResult result = OwenValues.Compute(PartitionTree.Balanced(4), 2, 10, 0, masks =>
            [.. masks.Select(mask => mask[0] ? 8.0 : 0)]);
        result.Values.ShouldBe([2, 2, 2, 2]);
        result.SpreadShare.ShouldBe(1);
    }

    [Fact]
    public void The_largest_credit_is_split_first()
    {
        // With 2 + 2 + 2 evaluations only one of the halves can be split: the one that matters.
        OwenResult result = OwenValues.Compute(PartitionTree.Balanced(4), 8, 1, 0, masks =>
            [.. masks.Select(mask => (mask[0] ? 8.0 : 0) + (mask[3] ? 1.0 : 0))]);
        result.Values.ShouldBe([8, 0, 0.5, 0.5]);
    }

    [Fact]
    public void What_is_unresolved_is_the_credit_a_leaf_shares_in_groups_not_split()
    {
        // After the root is split the right half holds 1, evenly shared: values 8, 0, ½, ½. Either of its leaves might have all of the 1.
        OwenResult result = OwenValues.Compute(PartitionTree.Balanced(4), 8, 1, 0, masks =>
            [.. masks.Select(mask => (mask[0] ? 8.0 : 0) + (mask[3] ? 1.0 : 0))]);
        result.Unresolved.ShouldBe(1 / 8.0);
    }

    [Theory]
    [InlineData(0.2, 8)]
    [InlineData(0.05, 12)]
    public void Work_ends_once_little_enough_is_unresolved(double precision, int evaluations)
    {
        // The left half, of credit 8, is split in both its contexts first; then 1 / 8 is unresolved, then nothing.
        OwenResult result = OwenValues.Compute(PartitionTree.Balanced(4), 1000, 1, precision, masks =>
            [.. masks.Select(mask => (mask[0] ? 8.0 : 0) + (mask[3] ? 1.0 : 0))]);
        result.Evaluations.ShouldBe(evaluations);
        result.Unresolved.ShouldBeLessThanOrEqualTo(precision);
    }

    [Fact]
    public void Effects_that_cancel_in_the_whole_do_not_end_the_work_before_it_began()
    {
        // v(all) = v(none), and each half cancels too: only single leaves differ.
        OwenResult result = OwenValues.Compute(PartitionTree.Balanced(4), 1000, 1, 0.5, masks =>
            [.. masks.Select(mask => (mask[0] ? 2.0 : 0) - (mask[1] ? 2.0 : 0) + (mask[2] ? 1.0 : 0) - (mask[3] ? 1.0 : 0))]);
        result.Evaluations.ShouldBeGreaterThan(4);
        result.Values[0].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_unresolved_share_is_that_of_a_count_over_all_groups() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Games.ToArbitrary(), sample =>
        {
            var credit = new UnresolvedCredit(sample.Tree);
            int inner = sample.Tree.Leaves;
            double[] values = new double[inner];
            double[] open = new double[inner];
            for (int node = 0; node <= sample.Tree.Root; node++)
            {
                double amount = sample.Table[node % sample.Table.Length];
                credit.Add(node, amount);
                credit.Add(node, -3);
                if (!sample.Tree.IsLeaf(node))
                {
                    // Taken back as when it is split.
                    credit.Add(node, 5);
                    credit.Remove(node, 5);
                }

                foreach (int leaf in sample.Tree.LeavesOf(node))
                {
                    values[leaf] += (amount - 3) / sample.Tree.LeavesOf(node).Length;
                    open[leaf] += sample.Tree.IsLeaf(node) ? 0 : Math.Abs(amount) + 3;
                }
            }

            double range = values.Max() - values.Min();
            if (range > 1e-9)
            {
                credit.Share().ShouldBe(open.Max() / range, 1e-6 * (1 + (open.Max() / range)));
            }
        }));

    internal static Func<IReadOnlyList<bool[]>, double[]> Lookup(double[] table) => masks =>
        [.. masks.Select(mask => table[mask.Select((kept, i) => kept ? 1 << i : 0).Sum()])];

    private static void Recurse(PartitionTree tree, double[] table, int node, double weight, int context, double[] values)
    {
        if (tree.IsLeaf(node))
        {
            values[node] += weight * (table[context | (1 << node)] - table[context]);
            return;
        }

        (int left, int right) = tree.Children(node);
        int Bits(int child) => tree.LeavesOf(child).ToArray().Sum(leaf => 1 << leaf);
        Recurse(tree, table, left, weight / 2, context, values);
        Recurse(tree, table, left, weight / 2, context | Bits(right), values);
        Recurse(tree, table, right, weight / 2, context, values);
        Recurse(tree, table, right, weight / 2, context | Bits(left), values);
    }

    private static PartitionTree RandomTree(int leaves, int[] choices)
    {
        var nodes = Enumerable.Range(0, leaves).ToList();
        var merges = new List<(int, int)>();
        while (nodes.Count > 1)
        {
            int at = choices[merges.Count] % (nodes.Count - 1);
            merges.Add((nodes[at], nodes[at + 1]));
            nodes[at] = leaves + merges.Count - 1;
            nodes.RemoveAt(at + 1);
        }

        return new PartitionTree(leaves, merges);
    }
}
