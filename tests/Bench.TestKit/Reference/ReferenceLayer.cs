using Bench.Inference;

namespace Bench.TestKit;

/// <summary>
/// One encoder layer, normalised after each residual sum:
/// <c>a = x + attention(x)</c>, <c>y = norm(a)</c>, <c>z = y + W₂ f(W₁ y)</c>, <c>output = norm(z)</c>.
/// </summary>
internal sealed class ReferenceLayer(LayerWeights weights, EncoderConfig config)
{
    private readonly ReferenceLinear _query = new(weights.Query);
    private readonly ReferenceLinear _key = new(weights.Key);
    private readonly ReferenceLinear _value = new(weights.Value);
    private readonly ReferenceLinear _attentionOutput = new(weights.AttentionOutput);
    private readonly ReferenceNorm _attentionNorm = new(weights.AttentionNorm!, config.LayerNormEpsilon);
    private readonly ReferenceLinear _intermediate = new(weights.Intermediate);
    private readonly ReferenceLinear _output = new(weights.Output);
    private readonly ReferenceNorm _outputNorm = new(weights.OutputNorm, config.LayerNormEpsilon);

    /// <summary>Runs the layer and keeps what <see cref="Backward"/> needs.</summary>
    public LayerTrace Forward(Grid x, ReadOnlySpan<bool> visible)
    {
        (Grid q, Grid k, Grid v) = (_query.Forward(x), _key.Forward(x), _value.Forward(x));
        var maps = new Grid[config.Heads];
        for (int h = 0; h < config.Heads; h++)
        {
            maps[h] = ReferenceAttention.Map(Head(q, h), Head(k, h), visible);
        }

        return FromValues(x, q, k, v, maps);
    }

    /// <summary>Runs the layer again with other values and the attention as it was.</summary>
    public LayerTrace WithValues(LayerTrace t, Grid values) => FromValues(t.X, t.Q, t.K, values, t.Maps);

    /// <summary>
    /// The part of the first normalisation's output that comes from token j, for every token i: the normalisation, with the deviation of
    /// the whole, of Σ over heads of A_ij W_O v_j (and of x_i where i = j), without biases.
    /// </summary>
    public Grid Part(LayerTrace t, int j)
    {
        var context = new Grid(t.X.Rows, config.HiddenSize);
        for (int i = 0; i < context.Rows; i++)
        {
            for (int c = 0; c < context.Columns; c++)
            {
                context[i, c] = t.Maps[c / config.HeadSize][i, j] * t.V[j, c];
            }
        }

        Grid part = _attentionOutput.ForwardWithoutBias(context);
        for (int c = 0; c < part.Columns; c++)
        {
            part[j, c] += t.X[j, c];
        }

        return _attentionNorm.ForwardPart(t.A, part);
    }

    /// <summary>The output of the first normalisation.</summary>
    public Grid AttentionBlock(LayerTrace t) => _attentionNorm.Forward(t.A);

    private LayerTrace FromValues(Grid x, Grid q, Grid k, Grid v, Grid[] maps)
    {
        var context = new Grid(x.Rows, config.HiddenSize);
        for (int h = 0; h < config.Heads; h++)
        {
            context.Paste(ReferenceAttention.Context(maps[h], Head(v, h)), h * config.HeadSize);
        }

        Grid a = x + _attentionOutput.Forward(context);
        Grid y = _attentionNorm.Forward(a);
        Grid u = _intermediate.Forward(y);
        Grid z = y + _output.Forward(u.Map(value => ReferenceActivation.Value(config.Activation, value)));
        return new LayerTrace(x, q, k, v, maps, a, u, z, _outputNorm.Forward(z));
    }

    /// <summary>From the derivative by the output to the derivatives by the input and by the attention maps.</summary>
    public (Grid Input, Grid[] Maps) Backward(LayerTrace t, Grid dOutput)
    {
        Grid dz = _outputNorm.Backward(t.Z, dOutput);
        Grid du = _output.Backward(dz).Combine(t.U, (d, u) => d * ReferenceActivation.Derivative(config.Activation, u));
        Grid dy = dz + _intermediate.Backward(du);
        Grid da = _attentionNorm.Backward(t.A, dy);
        Grid dContext = _attentionOutput.Backward(da);
        var dMaps = new Grid[config.Heads];
        var (dq, dk, dv) = (new Grid(da.Rows, da.Columns), new Grid(da.Rows, da.Columns), new Grid(da.Rows, da.Columns));
        for (int h = 0; h < config.Heads; h++)
        {
            var head = ReferenceAttention.Backward(Head(t.Q, h), Head(t.K, h), Head(t.V, h), t.Maps[h], Head(dContext, h));
            dq.Paste(head.Query, h * config.HeadSize);
            dk.Paste(head.Key, h * config.HeadSize);
            dv.Paste(head.Value, h * config.HeadSize);
            dMaps[h] = head.Map;
        }

        return (da + _query.Backward(dq) + _key.Backward(dk) + _value.Backward(dv), dMaps);
    }

    private Grid Head(Grid all, int head) => all.Slice(head * config.HeadSize, config.HeadSize);
}

/// <summary>What a layer computed for one row, named as in <see cref="ReferenceLayer"/>.</summary>
/// <param name="X">The layer's input.</param>
/// <param name="Q">Queries.</param>
/// <param name="K">Keys.</param>
/// <param name="V">Values.</param>
/// <param name="Maps">One attention map per head.</param>
/// <param name="A">Input of the first normalisation.</param>
/// <param name="U">Input of the non-linearity.</param>
/// <param name="Z">Input of the second normalisation.</param>
/// <param name="Output">The layer's output.</param>
internal sealed record LayerTrace(Grid X, Grid Q, Grid K, Grid V, Grid[] Maps, Grid A, Grid U, Grid Z, Grid Output);
