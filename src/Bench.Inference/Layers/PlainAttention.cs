namespace Bench.Inference;

/// <summary>Attention of one row, head by head (Vaswani et al. 2017), and its multipliers between two rows.</summary>
/// <param name="heads">Number of heads.</param>
/// <param name="size">Width of one.</param>
/// <param name="scale">What products of queries and keys are multiplied by.</param>
internal sealed class PlainAttention(int heads, int size, double scale)
{
    private readonly int _width = heads * size;

    /// <summary>Scores [n, n] of every head.</summary>
    public double[][] Scores(float[] queries, float[] keys, bool[] visible) => EachHead(visible.Length, (head, i, j) => visible[j]
        ? scale * Plain.Dot(Part(queries, i, head), Part(keys, j, head))
        : double.NegativeInfinity);

    /// <summary>Their softmax, row by row.</summary>
    public static double[][] Maps(double[][] scores, int n) => [.. scores.Select(head =>
    {
        double[] map = (double[])head.Clone();
        for (int start = 0; start < map.Length; start += n)
        {
            Span<double> row = map.AsSpan(start, n);
            double most = double.NegativeInfinity, sum = 0;
            foreach (double score in row)
            {
                most = Math.Max(most, score);
            }

            foreach (ref double score in row)
            {
                score = Math.Exp(score - most);
                sum += score;
            }

            foreach (ref double weight in row)
            {
                weight /= sum;
            }
        }

        return map;
    })];

    /// <summary>The values mixed by the maps [n, width].</summary>
    public float[] Mix(double[][] maps, float[] values, int n)
    {
        float[] context = new float[n * _width];
        Each(n, (head, i, j) => Plain.AddScaled(Part(context, i, head), Part(values, j, head), (float)maps[head][(i * n) + j]));
        return context;
    }

    /// <summary>Multipliers by queries, keys and values, given those by the mixed values.</summary>
    /// <param name="a">One row.</param>
    /// <param name="b">The other.</param>
    /// <param name="m">[n, width].</param>
    /// <param name="n">Number of tokens.</param>
    public (float[] Queries, float[] Keys, float[] Values) Backward(LayerTrace a, LayerTrace b, float[] m, int n)
    {
        (float[] queries, float[] keys, float[] values) = (new float[m.Length], new float[m.Length], new float[m.Length]);
        float[] middleQueries = Mean(a.Queries, b.Queries), middleKeys = Mean(a.Keys, b.Keys), middleValues = Mean(a.Values, b.Values);
        double[][] byScores = EachHead(n, (head, i, j) => Plain.Dot(Part(m, i, head), Part(middleValues, j, head)));
        Each(n, (head, i, j) => Plain.AddScaled(
            Part(values, j, head), Part(m, i, head), (float)((a.Maps[head][(i * n) + j] + b.Maps[head][(i * n) + j]) / 2)));
        for (int head = 0; head < heads; head++)
        {
            for (int start = 0; start < n * n; start += n)
            {
                ContrastRules.Softmax(
                    a.Scores[head].AsSpan(start, n), b.Scores[head].AsSpan(start, n), byScores[head].AsSpan(start, n));
            }
        }

        Each(n, (head, i, j) =>
        {
            float byScore = (float)(scale * byScores[head][(i * n) + j]);
            Plain.AddScaled(Part(queries, i, head), Part(middleKeys, j, head), byScore);
            Plain.AddScaled(Part(keys, j, head), Part(middleQueries, i, head), byScore);
        });
        return (queries, keys, values);
    }

    private static float[] Mean(float[] a, float[] b) => [.. a.Zip(b, (x, y) => (x + y) / 2)];

    private Span<float> Part(float[] rows, int row, int head) => rows.AsSpan((row * _width) + (head * size), size);

    private double[][] EachHead(int n, Func<int, int, int, double> value)
    {
        double[][] result = [.. Enumerable.Range(0, heads).Select(_ => new double[n * n])];
        Each(n, (head, i, j) => result[head][(i * n) + j] = value(head, i, j));
        return result;
    }

    private void Each(int n, Action<int, int, int> action)
    {
        for (int head = 0; head < heads; head++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    action(head, i, j);
                }
            }
        }
    }
}
