namespace Bench.Explainers;

/// <summary>
/// How much the groups of a hierarchy that were not split could still change. For one leaf: the sum of the absolute credits of all
/// unsplit groups that hold it, which is how far its value would move at most if each of them gave its whole credit to a single leaf
/// instead of the even shares. The share is the largest such sum as a part of the range of the values. It indicates the error and does
/// not bound it: effects of opposite signs inside a group cancel in the group's credit and stay unseen until it is split.
/// </summary>
/// <param name="tree">Hierarchy over the leaves.</param>
internal sealed class UnresolvedCredit(PartitionTree tree)
{
    private readonly double[] _credit = new double[tree.Root + 1];
    private readonly double[] _size = new double[tree.Root + 1];
    private readonly int[] _count = new int[tree.Root + 1];
    private int _unsplit;

    /// <summary>Adds the credit of a node under one context; that of a leaf is resolved.</summary>
    /// <param name="node">Number of the node.</param>
    /// <param name="credit">Its credit.</param>
    public void Add(int node, double credit)
    {
        _credit[node] += credit;
        if (!tree.IsLeaf(node))
        {
            _size[node] += Math.Abs(credit);
            _count[node]++;
            _unsplit++;
        }
    }

    /// <summary>Takes away the credit of a group that is split: its parts are added instead.</summary>
    /// <param name="node">Number of the group.</param>
    /// <param name="credit">Its credit, as it was added.</param>
    public void Remove(int node, double credit)
    {
        _count[node]--;
        _unsplit--;

        // Sums that should be empty are made so: what is left of them is rounding.
        (_credit[node], _size[node]) = _count[node] == 0 ? (0, 0) : (_credit[node] - credit, _size[node] - Math.Abs(credit));
    }

    /// <summary>
    /// The share: 0 where nothing is unsplit, infinite where something is and the values are all equal, which tells nothing of what
    /// cancels inside.
    /// </summary>
    public double Share()
    {
        if (_unsplit == 0)
        {
            return 0;
        }

        double[] values = (double[])_credit.Clone();
        double[] open = (double[])_size.Clone();
        for (int node = tree.Root; node >= tree.Leaves; node--)
        {
            (int left, int right) = tree.Children(node);
            foreach (int child in (ReadOnlySpan<int>)[left, right])
            {
                values[child] += values[node] * tree.LeavesOf(child).Length / tree.LeavesOf(node).Length;
                open[child] += open[node];
            }
        }

        ReadOnlySpan<double> leaves = values.AsSpan(0, tree.Leaves);
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        double largest = 0;
        for (int leaf = 0; leaf < leaves.Length; leaf++)
        {
            least = Math.Min(least, leaves[leaf]);
            most = Math.Max(most, leaves[leaf]);
            largest = Math.Max(largest, open[leaf]);
        }

        return most > least ? largest / (most - least) : double.PositiveInfinity;
    }
}
