namespace Bench.Inference.Torch;

/// <summary>
/// What scores have beside the products of queries and keys: a bias by distance (Raffel et al. 2020), or disentangled attention's products
/// of queries with keys of distances and of keys with queries of distances (He et al. 2021).
/// </summary>
internal static class DistanceTerms
{
    /// <summary>Adds a layer's terms to its scores.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="queries">Queries [B, H, n, d], multiplied by the factor of the scores.</param>
    /// <param name="keys">Keys [B, H, n, d].</param>
    /// <param name="places">Where the tokens stand.</param>
    /// <param name="scores">Scores [B, H, n, n].</param>
    public static TorchTensor Add(DeviceLayer layer, TorchTensor queries, TorchTensor keys, TokenPlaces places, TorchTensor scores)
    {
        TorchTensor sum = layer.ScoreBias is { } bias ? scores.add(Bias(bias, places)) : scores;
        if (layer.DistanceKeys is null && layer.DistanceQueries is null)
        {
            return sum;
        }

        // For every query and key the place of their distance among the rows that this batch needs.
        (int first, int count) = places.NeededRows;
        using Scalar shift = first;
        TorchTensor rows = places.Rows!.sub(shift).unsqueeze(1);
        long[] shape = scores.shape;
        if (layer.DistanceKeys is { } distanceKeys)
        {
            TorchTensor products = queries.matmul(distanceKeys.narrow(1, first, count).transpose(1, 2));
            sum = sum.add(products.gather(3, rows.expand(shape)));
        }

        if (layer.DistanceQueries is { } distanceQueries)
        {
            TorchTensor products = keys.matmul(distanceQueries.narrow(1, first, count).transpose(1, 2));
            sum = sum.add(products.gather(3, rows.transpose(2, 3).expand(shape)).transpose(2, 3));
        }

        return sum;
    }

    /// <summary>A bias by distance [B or 1, H, n, n].</summary>
    /// <param name="table">Biases [rows, H].</param>
    /// <param name="places">Where the tokens stand.</param>
    public static TorchTensor Bias(TorchTensor table, TokenPlaces places)
    {
        long[] shape = places.Rows!.shape;
        return table.index_select(0, places.Rows.reshape(-1)).view(shape[0], shape[1], shape[2], table.shape[1]).permute(0, 3, 1, 2);
    }
}
