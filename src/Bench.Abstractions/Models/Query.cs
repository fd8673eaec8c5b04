namespace Bench.Abstractions;

/// <summary>A question about one row.</summary>
/// <param name="Row">The input.</param>
/// <param name="Ask">What is asked.</param>
/// <param name="Readout">The number explained, for what depends on one; otherwise <see langword="null"/>.</param>
public sealed record Query(InputRow Row, Ask Ask = Ask.Outputs, Readout? Readout = null)
{
    /// <summary>What depends on a readout.</summary>
    public const Ask OfReadout = Ask.Gradient | Ask.GradientSums | Ask.AttentionGradient | Ask.Contrast | Ask.Exact;

    /// <summary>
    /// What the products of <see cref="Ask.GradientSums"/> are with, [n, E] in row-major order: a difference to a baseline, for example.
    /// Empty for the row's own input: what it is looked up to, or <see cref="InputRow.Embeddings"/>. Rows that share it share one memory.
    /// </summary>
    public ReadOnlyMemory<float> Factor { get; init; }

    /// <summary>How <see cref="Ask.Mixing"/> is measured.</summary>
    public TokenMixing Mixing { get; init; }

    /// <summary>
    /// Whose input <see cref="Ask.States"/> gives: 0 for what the embeddings give, normalised; l for what layer l gives, up to L.
    /// </summary>
    public int Layer { get; init; }

    /// <summary>What <see cref="Ask.Contrast"/> compares.</summary>
    public PointPair? Between { get; init; }

    /// <summary>A question about a target.</summary>
    /// <param name="info">The model that will be asked.</param>
    /// <param name="row">The input; the target follows its tokens into it.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="target">The output.</param>
    /// <param name="quantity">The number explained at it.</param>
    /// <exception cref="BenchException">The target is not one of the model's for this row.</exception>
    public static Query Of(ModelInfo info, InputRow row, Ask ask, Target target, Quantity quantity) =>
        new(row, ask, (ask & OfReadout) == 0 ? null : Readout.Of(info, row, target, quantity));
}

/// <summary>Two points of a layer's input, whatever the row has there.</summary>
/// <param name="Layer">Which layer's: see <see cref="Query.Layer"/>; <see langword="null"/> for word embeddings.</param>
/// <param name="From">The first point, [n, H] or [n, E].</param>
/// <param name="To">The second point.</param>
public sealed record PointPair(int? Layer, ReadOnlyMemory<float> From, ReadOnlyMemory<float> To);
