using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>All that a core must know of a target: a weighted sum of outputs, and what is done to the outputs before.</summary>
/// <param name="Terms">The outputs, at least one.</param>
/// <param name="Activation">What is done to the outputs; <see cref="OutputActivation.Identity"/> for logits.</param>
/// <param name="IsLogarithm">Whether the logarithm of each is taken after that.</param>
public sealed record Readout(ImmutableArray<ReadoutTerm> Terms, OutputActivation Activation, bool IsLogarithm)
{
    /// <summary>The readout of a target.</summary>
    /// <param name="info">The model.</param>
    /// <param name="row">The row that is asked; the target follows its tokens into it.</param>
    /// <param name="target">The target.</param>
    /// <param name="quantity">The number explained at it.</param>
    /// <exception cref="BenchException">The target is not one of the model's for this row.</exception>
    public static Readout Of(ModelInfo info, InputRow row, Target target, Quantity quantity) =>
        Of(info, row.Length, target.In(row), quantity);

    /// <summary>The readout of a target whose positions are those of the row.</summary>
    /// <param name="info">The model.</param>
    /// <param name="tokens">Tokens of the row, n.</param>
    /// <param name="target">The target.</param>
    /// <param name="quantity">The number explained at it.</param>
    /// <exception cref="BenchException">The target is not one of the model's for this row.</exception>
    public static Readout Of(ModelInfo info, int tokens, Target target, Quantity quantity)
    {
        var terms = ImmutableArray.CreateBuilder<ReadoutTerm>();
        Add(terms, info, tokens, target, 1);
        OutputActivation activation = quantity == Quantity.Logit ? OutputActivation.Identity : info.Activation;
        return new Readout(
            terms.ToImmutable(), activation, quantity == Quantity.LogProbability && activation != OutputActivation.Identity);
    }

    /// <summary>The number that is read out.</summary>
    /// <param name="logits">Logits of the row, [C] or [n, C].</param>
    public double Value(Tensor logits)
    {
        double sum = 0;
        foreach (ReadoutTerm term in Terms)
        {
            sum += term.Weight * Output(logits, term);
        }

        return sum;
    }

    /// <inheritdoc/>
    public bool Equals(Readout? other) =>
        other is not null && Activation == other.Activation && IsLogarithm == other.IsLogarithm && Terms.SequenceEqual(other.Terms);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Activation);
        hash.Add(IsLogarithm);
        foreach (ReadoutTerm term in Terms)
        {
            hash.Add(term);
        }

        return hash.ToHashCode();
    }

    private double Output(Tensor logits, ReadoutTerm term)
    {
        int outputs = logits.Shape[logits.Shape.Rank - 1];
        ReadOnlySpan<float> row = logits.Span.Slice(term.Row * outputs, outputs);
        if (Activation == OutputActivation.PositionSoftmax)
        {
            return Among(Outputs.Column(logits, term.Output), term.Row);
        }

        return IsLogarithm
            ? Outputs.LogProbability(row, term.Output, Activation)
            : Activation == OutputActivation.Identity ? row[term.Output] : Outputs.Probabilities(row, Activation)[term.Output];
    }

    private double Among(float[] column, int position) => IsLogarithm
        ? Outputs.LogProbability(column, position, OutputActivation.Softmax)
        : Outputs.Probabilities(column, OutputActivation.Softmax)[position];

    private static void Add(ImmutableArray<ReadoutTerm>.Builder terms, ModelInfo info, int tokens, Target target, double weight)
    {
        bool perToken = info.Head != HeadKind.Sequence;
        bool fits = (uint)target.Output < (uint)info.Labels.Count
            && perToken == target.Position.HasValue
            && (target.SpanEnd is null || (info.Head == HeadKind.Span && target.Output == 0))
            && (uint)(target.Position ?? 0) < (uint)tokens
            && (uint)(target.SpanEnd ?? 0) < (uint)tokens;
        if (!fits)
        {
            throw new BenchException(
                $"The target {target} does not fit: the model has {info.Labels.Count} outputs for "
                    + $"{(perToken ? $"each of {tokens} tokens" : "the whole text")}",
                info.Name,
                $"Choose an output below that, {(perToken ? "with" : "without")} a position");
        }

        double signed = target.IsFlipped ? -weight : weight;
        terms.Add(new ReadoutTerm(target.Position ?? 0, target.Output, signed));
        if (target.SpanEnd is { } end)
        {
            terms.Add(new ReadoutTerm(end, 1, signed));
        }

        if (target.Against is { } other)
        {
            Add(terms, info, tokens, other, -signed);
        }
    }
}

/// <summary>One summand of a <see cref="Readout"/>.</summary>
/// <param name="Row">Row of the logits: the position where the model answers per token, otherwise 0.</param>
/// <param name="Output">Index of the output.</param>
/// <param name="Weight">Its factor.</param>
public readonly record struct ReadoutTerm(int Row, int Output, double Weight);
