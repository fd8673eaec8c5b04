using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Arithmetic on attention maps [L, H, n, n]; the third axis is the query, the last the key.</summary>
internal static class AttentionMaps
{
    /// <summary>One map of several.</summary>
    /// <param name="maps">[L, H, n, n].</param>
    /// <param name="aggregate">Mean, median or maximum.</param>
    /// <param name="order">Order of medians.</param>
    /// <param name="layers">Layers used.</param>
    /// <param name="heads">Heads used.</param>
    /// <returns>[n, n].</returns>
    public static double[,] Aggregate(Tensor maps, AttentionAggregate aggregate, AttentionOrder order, int[] layers, int[] heads)
    {
        int n = maps.Shape[2];
        double[,] result = new double[n, n];
        double[] ofLayers = new double[layers.Length];
        double[] ofHeads = new double[heads.Length];
        double[] joint = new double[layers.Length * heads.Length];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = order switch
                {
                    AttentionOrder.Joint => Reduce(
                        Fill(joint, k => At(layers[k / heads.Length], heads[k % heads.Length])), aggregate),
                    AttentionOrder.LayersThenHeads => Reduce(
                        Fill(ofHeads, h => Reduce(Fill(ofLayers, l => At(layers[l], heads[h])), aggregate)), aggregate),
                    _ => Reduce(
                        Fill(ofLayers, l => Reduce(Fill(ofHeads, h => At(layers[l], heads[h])), aggregate)), aggregate),
                };

                double At(int layer, int head) => maps.Span[((((layer * maps.Shape[1]) + head) * n + i) * n) + j];
            }
        }

        return result;
    }

    /// <summary>The mean over heads of one layer.</summary>
    /// <param name="maps">[L, H, n, n].</param>
    /// <param name="layer">The layer.</param>
    /// <param name="element">Function of the element's index in <paramref name="maps"/>.</param>
    /// <returns>[n, n].</returns>
    public static double[,] MeanOverHeads(Tensor maps, int layer, Func<int, double> element)
    {
        int heads = maps.Shape[1];
        int n = maps.Shape[2];
        double[,] mean = new double[n, n];
        for (int h = 0; h < heads; h++)
        {
            int start = ((layer * heads) + h) * n * n;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    mean[i, j] += element(start + (i * n) + j) / heads;
                }
            }
        }

        return mean;
    }

    /// <summary>
    /// Abnar and Zuidema's layer with its residual connection: half the mean over heads, half the identity, rows normalised.
    /// </summary>
    /// <param name="maps">[L, H, n, n].</param>
    /// <param name="layer">The layer.</param>
    public static double[,] WithResidual(Tensor maps, int layer)
    {
        ReadOnlyMemory<float> data = maps.Data;
        double[,] map = MeanOverHeads(maps, layer, k => data.Span[k]);
        int n = map.GetLength(0);
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                map[i, j] = (map[i, j] + (i == j ? 1 : 0)) / 2;
                sum += map[i, j];
            }

            for (int j = 0; j < n; j++)
            {
                map[i, j] /= sum;
            }
        }

        return map;
    }

    /// <summary>The matrix product.</summary>
    /// <param name="left">[n, n].</param>
    /// <param name="right">[n, n].</param>
    public static double[,] Multiply(double[,] left, double[,] right)
    {
        int n = left.GetLength(0);
        double[,] product = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                for (int j = 0; j < n; j++)
                {
                    product[i, j] += left[i, k] * right[k, j];
                }
            }
        }

        return product;
    }

    /// <summary>One score per token out of a map.</summary>
    /// <param name="map">[n, n].</param>
    /// <param name="reading">Rows read.</param>
    /// <param name="request">Says whose row answers.</param>
    public static ImmutableArray<double> Read(double[,] map, AttentionReading reading, ExplanationRequest request)
    {
        int n = map.GetLength(0);
        int? reader = reading == AttentionReading.Classification ? Reader(request) : null;
        double[] scores = new double[n];
        for (int j = 0; j < n; j++)
        {
            if (reader is { } row)
            {
                scores[j] = map[row, j];
                continue;
            }

            for (int i = 0; i < n; i++)
            {
                scores[j] += map[i, j] / n;
            }
        }

        return [.. scores];
    }

    /// <summary>
    /// The token whose row answers: the explained one where the task answers per token, else the one that the head reads;
    /// <see langword="null"/> where it reads the mean of all.
    /// </summary>
    /// <param name="request">What is explained.</param>
    public static int? Reader(ExplanationRequest request) =>
        request.Target.Position ?? request.Model.Info.ReadsToken(request.Input.Row);

    private static double[] Fill(double[] values, Func<int, double> value)
    {
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = value(k);
        }

        return values;
    }

    private static double Reduce(double[] values, AttentionAggregate aggregate)
    {
        switch (aggregate)
        {
            case AttentionAggregate.Mean:
                return values.Average();
            case AttentionAggregate.Max:
                return values.Max();
            default:
                Array.Sort(values);
                return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        }
    }
}
