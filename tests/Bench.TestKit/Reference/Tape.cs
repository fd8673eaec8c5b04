namespace Bench.TestKit;

/// <summary>
/// Values computed one after another, each of which knows how its gradient flows to those it was made of (reverse-mode differentiation,
/// Linnainmaa 1970): a forward pass written on a tape has its backward pass for nothing.
/// </summary>
internal sealed class Tape
{
    private readonly List<TapeValue> _values = [];

    /// <summary>Writes a value down.</summary>
    /// <param name="value">The value.</param>
    /// <param name="back">Hands the gradient by it on; nothing for constants and inputs.</param>
    public TapeValue Write(Grid value, Action<Grid>? back = null)
    {
        var written = new TapeValue(value, back);
        _values.Add(written);
        return written;
    }

    /// <summary>Computes the gradients by everything on the tape.</summary>
    /// <param name="end">A value.</param>
    /// <param name="gradient">The gradient by it.</param>
    public void Backward(TapeValue end, Grid gradient)
    {
        end.Receive(gradient);
        for (int i = _values.Count - 1; i >= 0; i--)
        {
            _values[i].HandOn();
        }
    }
}

/// <summary>A value on a <see cref="Tape"/>.</summary>
/// <param name="value">The value.</param>
/// <param name="back">Hands the gradient by it on.</param>
internal sealed class TapeValue(Grid value, Action<Grid>? back)
{
    private Grid? _gradient;

    /// <summary>The value.</summary>
    public Grid Value => value;

    /// <summary>The gradient by it, once the tape has run backwards; 0 where nothing depends on it.</summary>
    public Grid Gradient => _gradient ??= new Grid(value.Rows, value.Columns);

    /// <summary>Adds to the gradient.</summary>
    public void Receive(Grid gradient) => _gradient = _gradient is null ? gradient : _gradient + gradient;

    /// <summary>Hands the gradient on.</summary>
    public void HandOn()
    {
        if (_gradient is { } gradient)
        {
            back?.Invoke(gradient);
        }
    }
}
