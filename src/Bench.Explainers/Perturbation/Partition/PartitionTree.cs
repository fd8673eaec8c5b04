using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// A binary tree over leaves 0…M−1. Inner node r has the number M + r and joins two nodes of lower number; the last one is the root
/// (a tree of one leaf has no inner node).
/// </summary>
internal sealed class PartitionTree
{
    private readonly (int Left, int Right)[] _merges;
    private readonly int[][] _leaves;

    /// <summary>Makes a tree from its merges.</summary>
    /// <param name="leaves">Number of leaves M.</param>
    /// <param name="merges">M − 1 pairs of nodes.</param>
    public PartitionTree(int leaves, IEnumerable<(int Left, int Right)> merges)
    {
        Leaves = leaves;
        _merges = [.. merges];
        if (leaves < 1 || _merges.Length != leaves - 1)
        {
            throw new ArgumentException($"{leaves} leaves need {leaves - 1} merges, not {_merges.Length}.", nameof(merges));
        }

        _leaves = new int[leaves + _merges.Length][];
        for (int node = 0; node < _leaves.Length; node++)
        {
            _leaves[node] = node < leaves ? [node] : [.. _leaves[_merges[node - leaves].Left], .. _leaves[_merges[node - leaves].Right]];
        }
    }

    /// <summary>Number of leaves M.</summary>
    public int Leaves { get; }

    /// <summary>The topmost node.</summary>
    public int Root => _leaves.Length - 1;

    /// <summary>The merges, lowest first.</summary>
    public IReadOnlyList<(int Left, int Right)> Merges => _merges;

    /// <summary>Whether a node is a leaf.</summary>
    /// <param name="node">Number of the node.</param>
    public bool IsLeaf(int node) => node < Leaves;

    /// <summary>The children of an inner node.</summary>
    /// <param name="node">Number of the node.</param>
    public (int Left, int Right) Children(int node) => _merges[node - Leaves];

    /// <summary>The leaves below a node, or the leaf itself.</summary>
    /// <param name="node">Number of the node.</param>
    public ReadOnlySpan<int> LeavesOf(int node) => _leaves[node];

    /// <summary>Leaves in order, halved again and again; the left half is the larger.</summary>
    /// <param name="leaves">Number of leaves.</param>
    public static PartitionTree Balanced(int leaves)
    {
        var merges = new List<(int, int)>();
        Halve([.. Enumerable.Range(0, leaves)], leaves, merges);
        return new PartitionTree(leaves, merges);
    }

    /// <summary>The pieces of a word halved below the words halved: no cut goes through a word while words can still be parted.</summary>
    /// <param name="input">The tokenized text; its units are the leaves, each where its first token is.</param>
    public static PartitionTree Words(TokenizedText input) => Nested(input, [TokenGroups.Of(input, AggregateLevel.Words)]);

    /// <summary>As <see cref="Words"/>, and words are parted within clauses after the clauses are.</summary>
    /// <param name="input">The tokenized text; its units are the leaves, each where its first token is.</param>
    public static PartitionTree Clauses(TokenizedText input) =>
        Nested(input, [TokenGroups.Of(input, AggregateLevel.Clauses), TokenGroups.Of(input, AggregateLevel.Words)]);

    private static PartitionTree Nested(TokenizedText input, int[][] levels)
    {
        int leaves = input.Units.Length;
        var merges = new List<(int, int)>();
        Gather([.. Enumerable.Range(0, leaves)], 0);
        return new PartitionTree(leaves, merges);

        int Gather(int[] group, int depth) => depth == levels.Length
            ? Halve(group, leaves, merges)
            : Halve(
                [.. group.GroupBy(leaf => levels[depth][input.Units[leaf].Positions[0]]).Select(part => Gather([.. part], depth + 1))],
                leaves,
                merges);
    }

    /// <summary>Joins nodes by halves, children before parents.</summary>
    /// <returns>The node that joins them all.</returns>
    private static int Halve(ReadOnlySpan<int> nodes, int leaves, List<(int Left, int Right)> merges)
    {
        if (nodes.Length == 1)
        {
            return nodes[0];
        }

        int middle = (nodes.Length + 1) / 2;
        int left = Halve(nodes[..middle], leaves, merges);
        int right = Halve(nodes[middle..], leaves, merges);
        merges.Add((left, right));
        return leaves + merges.Count - 1;
    }
}
