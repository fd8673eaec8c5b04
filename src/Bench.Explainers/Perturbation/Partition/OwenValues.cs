namespace Bench.Explainers;

/// <summary>What <see cref="OwenValues"/> found.</summary>
/// <param name="Values">One value per leaf.</param>
/// <param name="Empty">Value of the empty coalition.</param>
/// <param name="Full">Value of the full coalition.</param>
/// <param name="Evaluations">Evaluations spent of the budget.</param>
/// <param name="SpreadShare">
/// Share of the absolute credit that stood on inner nodes when the budget was spent and was spread over their leaves evenly; 0 where
/// the values are exact.
/// </param>
/// <param name="Unresolved">See <see cref="UnresolvedCredit"/>; 0 where the values are exact.</param>
internal sealed record OwenResult(
    double[] Values, double Empty, double Full, int Evaluations, double SpreadShare, double Unresolved);

/// <summary>
/// Owen values over a binary tree (Owen 1977), computed as SHAP's PartitionExplainer does: the nodes whose credit is largest are split
/// first, each under two contexts (its sibling absent and present), until nothing is left to split, the budget is spent, or little enough
/// is unresolved.
/// </summary>
internal static class OwenValues
{
    /// <summary>Computes them.</summary>
    /// <param name="tree">Hierarchy over the leaves.</param>
    /// <param name="budget">Most evaluations, the two of the empty and the full coalition included.</param>
    /// <param name="batch">How many coalitions are gathered before the game is asked; a larger batch splits less greedily.</param>
    /// <param name="precision">Share of <see cref="UnresolvedCredit"/> at which to stop; 0 = never.</param>
    /// <param name="game">Values of coalitions of leaves.</param>
    public static OwenResult Compute(
        PartitionTree tree, int budget, int batch, double precision, Func<IReadOnlyList<bool[]>, double[]> game)
    {
        bool[] none = new bool[tree.Leaves];
        bool[] all = new bool[tree.Leaves];
        Array.Fill(all, true);
        double[] ends = game([none, all]);
        double[] credit = new double[tree.Root + 1];

        // Equal priorities leave in order of arrival, so that results do not depend on the heap.
        var queue = new PriorityQueue<Node, (double NegatedCredit, int Order)>();
        int order = 0;
        var unresolved = new UnresolvedCredit(tree);
        Push(new Node(tree.Root, 1, none, ends[0], ends[1]));
        int limit = budget - 2;
        int spent = 0;
        while (queue.Count > 0 && spent < limit && (precision == 0 || unresolved.Share() > precision))
        {
            var nodes = new List<Node>();
            var masks = new List<bool[]>();
            while (queue.Count > 0 && masks.Count < batch && spent + masks.Count < limit)
            {
                Node node = queue.Dequeue();
                if (tree.IsLeaf(node.Number))
                {
                    credit[node.Number] += node.Credit;
                    continue;
                }

                (int left, int right) = tree.Children(node.Number);
                unresolved.Remove(node.Number, node.Credit);
                nodes.Add(node);
                masks.Add(With(node.Context, tree.LeavesOf(left)));
                masks.Add(With(node.Context, tree.LeavesOf(right)));
            }

            double[] values = masks.Count > 0 ? game(masks) : [];
            spent += masks.Count;
            for (int k = 0; k < nodes.Count; k++)
            {
                Node node = nodes[k];
                (int left, int right) = tree.Children(node.Number);
                (double withLeft, double withRight) = (values[2 * k], values[(2 * k) + 1]);
                double half = node.Weight / 2;
                Push(new Node(left, half, node.Context, node.Without, withLeft));
                Push(new Node(right, half, node.Context, node.Without, withRight));
                Push(new Node(left, half, masks[(2 * k) + 1], withRight, node.With));
                Push(new Node(right, half, masks[2 * k], withLeft, node.With));
            }
        }

        while (queue.TryDequeue(out Node? node, out _))
        {
            credit[node.Number] += node.Credit;
        }

        double spread = Lower(tree, credit);
        return new OwenResult(credit[..tree.Leaves], ends[0], ends[1], spent + 2, spread, unresolved.Share());

        void Push(Node node)
        {
            queue.Enqueue(node, (-Math.Abs(node.Credit), order++));
            unresolved.Add(node.Number, node.Credit);
        }
    }

    /// <summary>Hands what stands on inner nodes down to their leaves in proportion to leaf counts.</summary>
    private static double Lower(PartitionTree tree, double[] credit)
    {
        double inner = 0;
        double total = 0;
        for (int node = tree.Root; node >= 0; node--)
        {
            total += Math.Abs(credit[node]);
            inner += tree.IsLeaf(node) ? 0 : Math.Abs(credit[node]);
        }

        for (int node = tree.Root; node >= tree.Leaves; node--)
        {
            (int left, int right) = tree.Children(node);
            double size = tree.LeavesOf(node).Length;
            credit[left] += credit[node] * tree.LeavesOf(left).Length / size;
            credit[right] += credit[node] * tree.LeavesOf(right).Length / size;
        }

        return total > 0 ? inner / total : 0;
    }

    private static bool[] With(bool[] context, ReadOnlySpan<int> leaves)
    {
        bool[] mask = (bool[])context.Clone();
        foreach (int leaf in leaves)
        {
            mask[leaf] = true;
        }

        return mask;
    }

    /// <summary>A node under a context: value without and with its leaves.</summary>
    private sealed record Node(int Number, double Weight, bool[] Context, double Without, double With)
    {
        public double Credit => Weight * (With - Without);
    }
}
