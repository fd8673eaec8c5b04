using Bench.Abstractions;
using Bench.Inference;

namespace Bench.TestKit;

/// <summary>
/// Logits from one position, from the mean over the visible ones, or from every one: an optional dense map with its non-linearity and
/// normalisation, then the outputs.
/// </summary>
internal sealed class ReferenceHead(ClassificationHead head, EncoderConfig config)
{
    /// <summary>The logits: one row for the whole text, or one a position.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="hidden">The last layer's output.</param>
    /// <param name="read">The row of it that a head for the whole text reads, where it reads one.</param>
    /// <param name="row">The row.</param>
    public TapeValue Forward(Tape tape, TapeValue hidden, int read, ReferenceRow row)
    {
        TapeValue x = config.Head != HeadKind.Sequence ? hidden
            : config.Pooling == Pooling.Mean ? tape.Times(tape.Write(Shares(row.Visible)), hidden)
            : config.Pooling == Pooling.FirstTwo ? tape.Beside(tape.Rows(hidden, [0]), tape.Rows(hidden, [1]))
            : tape.Rows(hidden, [read]);
        x = head.Dense is { } dense ? tape.Activate(tape.Linear(x, dense), head.DenseActivation) : x;
        x = ReferenceAttention.Norm(head.Norm, config) is { } norm ? tape.Norm(x, norm) : x;
        return tape.Linear(x, head.Output);
    }

    private static Grid Shares(bool[] visible)
    {
        var shares = new Grid(1, visible.Length);
        for (int i = 0; i < visible.Length; i++)
        {
            shares[0, i] = visible[i] ? 1.0 / visible.Count(seen => seen) : 0;
        }

        return shares;
    }
}
