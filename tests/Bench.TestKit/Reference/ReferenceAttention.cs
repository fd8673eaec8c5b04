namespace Bench.TestKit;

/// <summary>
/// One head of scaled dot-product attention (Vaswani et al. 2017): A = softmax(Q Kᵀ / √d), context = A V. Keys that the mask hides
/// get no attention; the softmax runs over the others.
/// </summary>
internal static class ReferenceAttention
{
    public static Grid Map(Grid query, Grid key, ReadOnlySpan<bool> visible)
    {
        double scale = 1 / Math.Sqrt(query.Columns);
        Grid map = Grid.TimesTransposed(query, key);
        for (int i = 0; i < map.Rows; i++)
        {
            double max = double.NegativeInfinity;
            for (int j = 0; j < map.Columns; j++)
            {
                map[i, j] = visible[j] ? map[i, j] * scale : double.NegativeInfinity;
                max = Math.Max(max, map[i, j]);
            }

            double sum = 0;
            for (int j = 0; j < map.Columns; j++)
            {
                map[i, j] = Math.Exp(map[i, j] - max);
                sum += map[i, j];
            }

            foreach (ref double weight in map.Row(i))
            {
                weight /= sum;
            }
        }

        return map;
    }

    public static Grid Context(Grid map, Grid value) => Grid.TimesTransposed(map, value.Transpose());

    /// <summary>
    /// With dA = dC Vᵀ and S = Q Kᵀ / √d: dV = Aᵀ dC; dS = A ⊙ (dA − rowsum(dA ⊙ A)); dQ = dS K / √d; dK = dSᵀ Q / √d.
    /// </summary>
    public static (Grid Query, Grid Key, Grid Value, Grid Map) Backward(Grid query, Grid key, Grid value, Grid map, Grid dContext)
    {
        double scale = 1 / Math.Sqrt(query.Columns);
        Grid dMap = Grid.TimesTransposed(dContext, value);
        var dScore = new Grid(map.Rows, map.Columns);
        for (int i = 0; i < map.Rows; i++)
        {
            double sum = 0;
            for (int j = 0; j < map.Columns; j++)
            {
                sum += dMap[i, j] * map[i, j];
            }

            for (int j = 0; j < map.Columns; j++)
            {
                dScore[i, j] = map[i, j] * (dMap[i, j] - sum) * scale;
            }
        }

        return (
            Grid.TimesTransposed(dScore, key.Transpose()),
            Grid.TimesTransposed(dScore.Transpose(), query.Transpose()),
            Grid.TimesTransposed(map.Transpose(), dContext.Transpose()),
            dMap);
    }
}
