namespace Bench.Explainers;

/// <summary>Maximum flow in a directed graph with real capacities (Dinic 1970).</summary>
/// <param name="nodes">Number of nodes.</param>
internal sealed class MaximumFlow(int nodes)
{
    /// <summary>Capacities are attention weights between 0 and 1: what is left below this is rounding.</summary>
    private const double Negligible = 1e-12;

    private readonly List<int>[] _edgesOf = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];
    private readonly List<int> _heads = [];
    private readonly List<double> _capacities = [];

    /// <summary>Adds an edge.</summary>
    /// <param name="from">Its tail.</param>
    /// <param name="to">Its head.</param>
    /// <param name="capacity">What it can carry, not negative.</param>
    public void Add(int from, int to, double capacity)
    {
        // An edge and its reverse stand side by side: the partner of edge e is e ^ 1.
        _edgesOf[from].Add(_heads.Count);
        _heads.Add(to);
        _capacities.Add(capacity);
        _edgesOf[to].Add(_heads.Count);
        _heads.Add(from);
        _capacities.Add(0);
    }

    /// <summary>The largest flow between two nodes; the graph itself is left as it was.</summary>
    /// <param name="source">Where it starts.</param>
    /// <param name="sink">Where it ends.</param>
    public double Between(int source, int sink)
    {
        double[] residual = [.. _capacities];
        double total = 0;
        while (Levels(residual, source, sink) is { } levels)
        {
            int[] next = new int[nodes];
            double pushed;
            while ((pushed = Push(residual, levels, next, source, sink, double.PositiveInfinity)) > Negligible)
            {
                total += pushed;
            }
        }

        return total;
    }

    private int[]? Levels(double[] residual, int source, int sink)
    {
        int[] levels = new int[nodes];
        Array.Fill(levels, -1);
        levels[source] = 0;
        var queue = new Queue<int>([source]);
        while (queue.TryDequeue(out int node))
        {
            foreach (int edge in _edgesOf[node])
            {
                if (residual[edge] > Negligible && levels[_heads[edge]] < 0)
                {
                    levels[_heads[edge]] = levels[node] + 1;
                    queue.Enqueue(_heads[edge]);
                }
            }
        }

        return levels[sink] < 0 ? null : levels;
    }

    private double Push(double[] residual, int[] levels, int[] next, int node, int sink, double limit)
    {
        if (node == sink)
        {
            return limit;
        }

        for (; next[node] < _edgesOf[node].Count; next[node]++)
        {
            int edge = _edgesOf[node][next[node]];
            if (residual[edge] > Negligible && levels[_heads[edge]] == levels[node] + 1)
            {
                double pushed = Push(residual, levels, next, _heads[edge], sink, Math.Min(limit, residual[edge]));
                if (pushed > Negligible)
                {
                    residual[edge] -= pushed;
                    residual[edge ^ 1] += pushed;
                    return pushed;
                }
            }
        }

        return 0;
    }
}
