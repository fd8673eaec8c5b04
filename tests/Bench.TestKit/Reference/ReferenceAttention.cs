using Bench.Abstractions;
using Bench.Inference;

namespace Bench.TestKit;

/// <summary>
/// The attention maps of one layer: A = softmax(Q Kᵀ · scale + terms by distance) over the keys that a query may meet; every head of keys
/// serves as many neighbouring heads of queries.
/// </summary>
internal sealed class ReferenceAttention(LayerWeights weights, EncoderConfig config, int layer, bool causal)
{
    private readonly ReferenceNorm? _queryNorm = Norm(weights.QueryNorm, config);
    private readonly ReferenceNorm? _keyNorm = Norm(weights.KeyNorm, config);

    /// <summary>One map a head.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">What queries and keys are made of.</param>
    /// <param name="row">The row.</param>
    public TapeValue[] Maps(Tape tape, TapeValue x, ReferenceRow row)
    {
        TapeValue queries = tape.Linear(x, weights.Query), keys = tape.Linear(x, weights.Key);
        var maps = new TapeValue[config.Heads];
        for (int h = 0; h < maps.Length; h++)
        {
            TapeValue query = Place(tape, Head(tape, queries, h, config), _queryNorm, row);
            TapeValue key = Place(tape, Head(tape, keys, h / (config.Heads / config.KeyHeads), config), _keyNorm, row);
            TapeValue scores = tape.Scale(tape.TimesTransposed(query, key), config.ScoreScale);
            scores = weights.ScoreBias is { } bias ? tape.Add(scores, Bias(tape, bias, h, row)) : scores;
            maps[h] = tape.Softmax(Disentangle(tape, scores, query, key, h, row), (i, j) => Meets(row, i, j));
        }

        return maps;
    }

    /// <summary>The columns of one head.</summary>
    public static TapeValue Head(Tape tape, TapeValue all, int head, EncoderConfig config) =>
        tape.Columns(all, head * config.HeadSize, config.HeadSize);

    /// <summary>The reference of a normalisation that may not be there.</summary>
    public static ReferenceNorm? Norm(LayerNorm? norm, EncoderConfig config) =>
        norm is null ? null : new ReferenceNorm(norm, norm.Epsilon ?? config.LayerNormEpsilon, !config.RootMeanSquare);

    private bool Meets(ReferenceRow row, int query, int key)
    {
        int distance = row.Positions[query] - row.Positions[key];
        return row.Visible[key] && (!causal || distance >= 0) && Math.Abs(distance) <= (config.Attention.ReachOf(layer) ?? int.MaxValue);
    }

    // Normalised, then rotated: pair k of position p turns by p · frequency k.
    private TapeValue Place(Tape tape, TapeValue head, ReferenceNorm? norm, ReferenceRow row)
    {
        head = norm is null ? head : tape.Norm(head, norm);
        if (config.Attention.RotaryOf(layer) is not { } rotary)
        {
            return head;
        }

        float[] frequencies = rotary.Frequencies(config.HeadSize);
        int n = head.Value.Rows, half = frequencies.Length;
        Grid Angles(Func<double, double> of)
        {
            var grid = new Grid(n, 2 * half);
            for (int i = 0; i < n; i++)
            {
                for (int k = 0; k < 2 * half; k++)
                {
                    grid[i, k] = of((double)row.Positions[i] * frequencies[k % half]);
                }
            }

            return grid;
        }

        TapeValue turned = tape.Beside(tape.Scale(tape.Columns(head, half, half), -1), tape.Columns(head, 0, half));
        return tape.Add(
            tape.Multiply(head, tape.Write(Angles(Math.Cos))), tape.Multiply(turned, tape.Write(Angles(Math.Sin))));
    }

    private TapeValue Bias(Tape tape, Tensor table, int head, ReferenceRow row)
    {
        int n = row.Positions.Length;
        return tape.Pick(tape.Write(Grid.From(table)), n, n, (i, j) => (RowOf(row, i, j), head));
    }

    // Q_i · K(P_r) and K_j · Q(P_r), r the row of the distance.
    private TapeValue Disentangle(Tape tape, TapeValue scores, TapeValue query, TapeValue key, int head, ReferenceRow row)
    {
        if (weights.Disentangled is not { } terms)
        {
            return scores;
        }

        int n = row.Positions.Length;
        TapeValue distances = tape.Write(Grid.From(terms.Distances));
        distances = Norm(terms.Norm, config) is { } norm ? tape.Norm(distances, norm) : distances;
        if (terms.Key is { } keys)
        {
            TapeValue products = tape.TimesTransposed(query, Head(tape, tape.Linear(distances, keys), head, config));
            scores = tape.Add(scores, tape.Scale(tape.Pick(products, n, n, (i, j) => (i, RowOf(row, i, j))), config.ScoreScale));
        }

        if (terms.Query is { } queries)
        {
            TapeValue products = tape.TimesTransposed(key, Head(tape, tape.Linear(distances, queries), head, config));
            scores = tape.Add(scores, tape.Scale(tape.Pick(products, n, n, (i, j) => (j, RowOf(row, i, j))), config.ScoreScale));
        }

        return scores;
    }

    private int RowOf(ReferenceRow row, int query, int key) =>
        config.Attention.Relative!.RowOf(row.Positions[query] - row.Positions[key]);
}

/// <summary>What attention must know of a row.</summary>
/// <param name="Visible">Which tokens may be attended to.</param>
/// <param name="Positions">Where each token stands in the text.</param>
internal sealed record ReferenceRow(bool[] Visible, int[] Positions);
