using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Collects the perturbed rows that a metric needs, each once, and asks the model for all of them in one call. Row 0 is the
/// unperturbed input.
/// </summary>
internal sealed class RemovalProbe
{
    private readonly MetricContext _context;
    private readonly Removal _removal;
    private readonly List<InputRow> _rows = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public RemovalProbe(MetricContext context, Removal removal)
    {
        _context = context;
        _removal = removal;
        FeatureCount = context.Explanation.Input.Units.Length;
        bool[] all = new bool[FeatureCount];
        Array.Fill(all, true);
        Keep(all);
    }

    /// <summary>Number of features m: the units of the text.</summary>
    public int FeatureCount { get; }

    /// <summary>Whether the perturbation would change which position the target means.</summary>
    public static bool MovesTarget(MetricContext context, Removal removal) =>
        removal == Removal.Delete && !context.Explanation.Input.IsAnchoredAt(context.Explanation.Target);

    /// <summary>Asks for the row in which only some features stay.</summary>
    /// <param name="kept">For every feature whether it stays; length m.</param>
    /// <returns>Index of the row's value.</returns>
    public int Keep(ReadOnlySpan<bool> kept)
    {
        string key = string.Create(kept.Length, kept, (text, flags) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = flags[i] ? '1' : '0';
            }
        });
        if (!_known.TryGetValue(key, out int index))
        {
            TokenizedText input = _context.Explanation.Input;
            index = _rows.Count;
            Removal removal = _removal == Removal.Infill ? Removal.Mask : _removal;
            _rows.Add(Perturbation.KeepUnits(input, kept, removal, _context.Tokenizer.Special));
            _known.Add(key, index);
        }

        return index;
    }

    /// <summary>Asks for the row in which some features are taken away.</summary>
    /// <param name="removed">For every feature whether it goes; length m.</param>
    /// <returns>Index of the row's value.</returns>
    public int Remove(ReadOnlySpan<bool> removed)
    {
        bool[] kept = new bool[removed.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = !removed[i];
        }

        return Keep(kept);
    }

    /// <summary>Asks for the row in which one feature is taken away.</summary>
    public int RemoveOne(int feature)
    {
        bool[] removed = new bool[FeatureCount];
        removed[feature] = true;
        return Remove(removed);
    }

    /// <summary>The value of every row asked for, at the explanation's target.</summary>
    public double[] Values(Quantity quantity, CancellationToken cancellationToken) =>
        _context.Model.Values(Rows(cancellationToken), _context.Explanation.Target, quantity, cancellationToken);

    /// <summary>The probability of the explanation's target in every row asked for.</summary>
    public double[] Probabilities(CancellationToken cancellationToken) =>
        _context.Model.Probabilities(Rows(cancellationToken), _context.Explanation.Target, cancellationToken);

    /// <summary>What the model decides about every row asked for, where the target stands.</summary>
    public Decision[] Decisions(CancellationToken cancellationToken)
    {
        IReadOnlyList<InputRow> rows = Rows(cancellationToken);
        return [.. _context.Model.Predict(rows, cancellationToken).Select((outputs, i) =>
            Decision.Of(_context.Model.Info, rows[i], outputs, _context.Explanation.Target))];
    }

    /// <summary>Logits [C] of the text, or of the target's token, in every row asked for.</summary>
    public Tensor[] Logits(CancellationToken cancellationToken)
    {
        IReadOnlyList<InputRow> rows = Rows(cancellationToken);
        return [.. _context.Model.Predict(rows, cancellationToken).Select((logits, i) =>
            _context.Explanation.Target.In(rows[i]).Position is { } position ? logits[position] : logits)];
    }

    private IReadOnlyList<InputRow> Rows(CancellationToken cancellationToken)
    {
        if (_removal != Removal.Infill)
        {
            return _rows;
        }

        IInfill infill = _context.Infill ?? throw new BenchException(
            "There is no masked language model to fill removed tokens in", "removal=infill",
            "Run a suite with 'infill: DIR', or remove tokens in another way");
        return infill.Fill(_context.Explanation.Input, _rows, cancellationToken);
    }
}
