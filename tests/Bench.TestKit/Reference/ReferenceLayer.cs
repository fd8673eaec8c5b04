using Bench.Inference;

namespace Bench.TestKit;

/// <summary>
/// One layer. Normalised last: <c>a = x + attention(x)</c>, <c>y = norm(a)</c>, <c>output = norm(y + W₂ f(W₁ y))</c>. Normalised first:
/// <c>a = x + attention(norm(x))</c>, <c>output = a + W₂ f(W₁ norm(a))</c>. In a decoder, attention to the encoder's output comes between.
/// </summary>
internal sealed class ReferenceLayer(LayerWeights weights, EncoderConfig config, int index, bool causal)
{
    private readonly ReferenceAttention _attention = new(weights, config, index, causal);
    private readonly ReferenceNorm? _attentionNorm = ReferenceAttention.Norm(weights.AttentionNorm, config);
    private readonly ReferenceNorm _outputNorm = ReferenceAttention.Norm(weights.OutputNorm, config)!;

    /// <summary>Runs the layer.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">The layer's input.</param>
    /// <param name="row">The row.</param>
    /// <param name="encoder">The encoder's output and its row, in a decoder.</param>
    public LayerTrace Forward(Tape tape, TapeValue x, ReferenceRow row, (TapeValue Output, ReferenceRow Row)? encoder)
    {
        TapeValue input = config.NormFirst && _attentionNorm is { } norm ? tape.Norm(x, norm) : x;
        return FromValues(tape, x, _attention.Maps(tape, input, row), tape.Linear(input, weights.Value), row, encoder);
    }

    /// <summary>Runs the layer again with other values and the attention as it was.</summary>
    public Grid WithValues(LayerTrace t, Grid values)
    {
        var tape = new Tape();
        TapeValue[] maps = [.. t.Maps.Select(map => tape.Write(map.Value))];
        return FromValues(tape, tape.Write(t.X.Value), maps, tape.Write(values), t.Row, null).Output.Value;
    }

    /// <summary>
    /// The part of the attention block's output that comes from token j, for every token i: Σ over heads of A_ij W_O v_j (and x_i where
    /// i = j), without biases; where the block is normalised last, normalised with the deviation of the whole.
    /// </summary>
    public Grid Part(LayerTrace t, int j)
    {
        var context = new Grid(t.X.Value.Rows, config.QueryWidth);
        for (int i = 0; i < context.Rows; i++)
        {
            for (int c = 0; c < context.Columns; c++)
            {
                int head = c / config.HeadSize, share = config.Heads / config.KeyHeads;
                context[i, c] = t.Maps[head].Value[i, j] * t.Values[j, (head / share * config.HeadSize) + (c % config.HeadSize)];
            }
        }

        Grid part = Grid.TimesTransposed(context, Grid.From(weights.AttentionOutput.Weight));
        for (int c = 0; c < part.Columns; c++)
        {
            part[j, c] += t.X.Value[j, c];
        }

        return config.NormFirst ? part : _attentionNorm!.ForwardPart(t.Sum, part);
    }

    /// <summary>The output of the attention block.</summary>
    public Grid AttentionBlock(LayerTrace t) => config.NormFirst ? t.Sum : _attentionNorm!.Forward(t.Sum);

    private LayerTrace FromValues(
        Tape tape, TapeValue x, TapeValue[] maps, TapeValue values, ReferenceRow row, (TapeValue Output, ReferenceRow Row)? encoder)
    {
        TapeValue sum = tape.Add(x, tape.Linear(Mix(tape, maps, values), weights.AttentionOutput));
        TapeValue block = config.NormFirst ? sum : tape.Norm(sum, _attentionNorm!);
        TapeValue met = weights.Cross is { } cross ? Cross(tape, block, cross, encoder!.Value.Output, encoder.Value.Row) : block;
        TapeValue between = config.NormFirst ? tape.Norm(met, _outputNorm) : met;
        TapeValue inner = tape.Activate(tape.Linear(between, weights.Intermediate), config.Activation);
        inner = weights.Gate is { } gate ? tape.Multiply(inner, tape.Linear(between, gate)) : inner;
        TapeValue output = tape.Add(met, tape.Linear(inner, weights.Output));
        output = config.NormFirst ? output : tape.Norm(output, _outputNorm);
        output = weights.Convolution is { } convolution ? Convolve(tape, output, x, convolution, row) : output;
        return new LayerTrace(x, maps, values.Value, sum.Value, row, output);
    }

    private TapeValue Mix(Tape tape, TapeValue[] maps, TapeValue values)
    {
        int share = maps.Length / (values.Value.Columns / config.HeadSize);
        return tape.Beside([.. maps.Select((map, h) => tape.Times(map, ReferenceAttention.Head(tape, values, h / share, config)))]);
    }

    private TapeValue Cross(Tape tape, TapeValue x, CrossWeights cross, TapeValue encoder, ReferenceRow row)
    {
        TapeValue queries = tape.Linear(x, cross.Query), keys = tape.Linear(encoder, cross.Key);
        TapeValue[] maps = [.. Enumerable.Range(0, config.Heads).Select(h => tape.Softmax(
            tape.Scale(
                tape.TimesTransposed(ReferenceAttention.Head(tape, queries, h, config), ReferenceAttention.Head(tape, keys, h, config)),
                config.ScoreScale),
            (_, j) => row.Visible[j]))];
        TapeValue mixed = Mix(tape, maps, tape.Linear(encoder, cross.Value));
        return tape.Norm(tape.Add(x, tape.Linear(mixed, cross.Output)), ReferenceAttention.Norm(cross.Norm, config)!);
    }

    // Neighbours in the text; a token that is hidden counts as 0 and gets nothing.
    private TapeValue Convolve(Tape tape, TapeValue output, TapeValue x, ConvolutionWeights convolution, ReferenceRow row)
    {
        TapeValue? sum = null;
        for (int tap = 0; tap < convolution.Taps.Length; tap++)
        {
            int offset = tap - (convolution.Taps.Length / 2);
            TapeValue neighbours = tape.Rows(x, [.. row.Positions.Select(position => Neighbour(row, position + offset))]);
            TapeValue term = tape.Linear(neighbours, convolution.Taps[tap]);
            sum = sum is null ? term : tape.Add(sum, term);
        }

        TapeValue seen = tape.Rows(sum!, [.. row.Visible.Select((visible, i) => visible ? i : -1)]);
        return tape.Norm(
            tape.Add(output, tape.Activate(seen, convolution.Activation)), ReferenceAttention.Norm(convolution.Norm, config)!);
    }

    private static int Neighbour(ReferenceRow row, int position)
    {
        int found = Array.IndexOf(row.Positions, position);
        return found >= 0 && row.Visible[found] ? found : -1;
    }
}

/// <summary>What a layer computed for one row, named as in <see cref="ReferenceLayer"/>.</summary>
/// <param name="X">The layer's input.</param>
/// <param name="Maps">One attention map per head.</param>
/// <param name="Values">Values of all tokens.</param>
/// <param name="Sum">a: attention + residual.</param>
/// <param name="Row">The row.</param>
/// <param name="Output">The layer's output.</param>
internal sealed record LayerTrace(TapeValue X, TapeValue[] Maps, Grid Values, Grid Sum, ReferenceRow Row, TapeValue Output);
