namespace Bench.TestKit;

/// <summary>What every token of a layer takes from every other, as the papers define it; rows sum to 1.</summary>
internal static class ReferenceMixing
{
    /// <summary>Mohebbi et al. 2023, section 3: 1 − cosine of the outputs with and without the value vector of token j.</summary>
    public static Grid ValueZeroing(ReferenceLayer layer, LayerTrace t)
    {
        int n = t.X.Value.Rows;
        var scores = new Grid(n, n);
        for (int j = 0; j < n; j++)
        {
            Grid values = t.Values.Map(value => value);
            values.Row(j).Clear();
            Grid output = layer.WithValues(t, values);
            for (int i = 0; i < n; i++)
            {
                scores[i, j] = Math.Max(0, 1 - Cosine(t.Output.Value.Row(i), output.Row(i)));
            }
        }

        return Normalized(scores);
    }

    /// <summary>Ferrando et al. 2022, equations 5 to 8: max(0, ‖y_i‖₁ − ‖y_i − T_i(x_j)‖₁).</summary>
    public static Grid Alti(ReferenceLayer layer, LayerTrace t)
    {
        int n = t.X.Value.Rows;
        Grid whole = layer.AttentionBlock(t);
        var scores = new Grid(n, n);
        for (int j = 0; j < n; j++)
        {
            Grid part = layer.Part(t, j);
            for (int i = 0; i < n; i++)
            {
                for (int c = 0; c < whole.Columns; c++)
                {
                    scores[i, j] += Math.Abs(whole[i, c]) - Math.Abs(whole[i, c] - part[i, c]);
                }

                scores[i, j] = Math.Max(0, scores[i, j]);
            }
        }

        return Normalized(scores);
    }

    private static Grid Normalized(Grid scores)
    {
        for (int i = 0; i < scores.Rows; i++)
        {
            double sum = 0;
            foreach (double value in scores.Row(i))
            {
                sum += value;
            }

            for (int j = 0; j < scores.Columns; j++)
            {
                scores[i, j] = sum > 0 ? scores[i, j] / sum : i == j ? 1 : 0;
            }
        }

        return scores;
    }

    private static double Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        (double product, double squaresA, double squaresB) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            product += a[i] * b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
        }

        // Rounding must not tell equal vectors apart: a row of such differences would be blown up to a sum of 1.
        return a.SequenceEqual(b) ? 1 : product / Math.Sqrt(squaresA * squaresB);
    }
}
