using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics;
using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of <see cref="HotFlipExplainer"/>.</summary>
public sealed record HotFlipOptions
{
    /// <summary>Most replacements.</summary>
    [Description("Most tokens replaced; each at most once")]
    [Range(1, 1000)]
    public int Most { get; init; } = 10;
}

/// <summary>
/// HotFlip (Ebrahimi et al. 2018): the replacement of one token that lowers the target's probability most, to
/// first order, over all tokens and the whole vocabulary but its special tokens; again until the target is no longer predicted. The k-th of
/// F replaced tokens scores (F − k + 1) / F, all others 0. Where the target is not predicted, the search raises its probability until it is
/// (the paper's attack on a chosen class), and scores are negative: what stood there spoke against the target.
/// </summary>
/// <param name="options">Most replacements.</param>
public sealed class HotFlipExplainer(HotFlipOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "hotflip",
        Name = "HotFlip",
        Family = "search",
        Needs = Ask.Gradient,
        CostFormula = "at most most + 1 forward and backward",
        Citation = "Ebrahimi et al. 2018, HotFlip: White-Box Adversarial Examples for Text Classification (applied to words)",
        Summary =
            "Replaces the tokens that flip the decision about the target soonest, by the gradient: the first replaced scores highest; "
                + "negative where the target is not predicted",
        UndefinedFor = SearchTarget.UndefinedFor,
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) =>
        TextsOnly.Require(
            input, Descriptor.Id, "it replaces words by others of the vocabulary", "Use input-reduction, which leaves patches out");

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Check(request.Model.Info, request.Tokenizer, request.Input);
        SearchTarget.RequireClasses(request, Descriptor.Id);
        IModel model = request.Model;
        InputRow row = request.Input.Row;
        var open = new List<int>(request.Input.FeaturePositions);
        var flipped = new List<int>();
        bool? predicted = null;
        bool success = false;
        while (true)
        {
            Answer answer = model.Gradients([row], request.Target, Quantity.Probability, cancellationToken)[0];
            bool holds = Decision.Holds(model.Info, answer.Outputs, request.Target);
            predicted ??= holds;
            success = holds != predicted;
            if (success || flipped.Count == options.Most || open.Count == 0)
            {
                break;
            }

            (int position, int id) = BestFlip(
                model, row, answer.Gradient, predicted.Value ? 1 : -1, open, request.Tokenizer.Special);
            int[] ids = row.TokenIds.ToArray();
            ids[position] = id;
            row = new InputRow { TokenIds = ids, TypeIds = row.TypeIds };
            open.Remove(position);
            flipped.Add(position);
        }

        double[] scores = new double[row.Length];
        for (int k = 0; k < flipped.Count; k++)
        {
            scores[flipped[k]] = (predicted.Value ? 1.0 : -1.0) * (flipped.Count - k) / flipped.Count;
        }

        return Scores.Attribution([.. scores], request, ("flips", flipped.Count), ("flipped", success ? 1 : 0));
    }

    /// <summary>Minimises sign · (e_v − e_i) · g_i over open positions i and vocabulary entries v.</summary>
    private static (int Position, int Id) BestFlip(
        IModel model, InputRow row, Tensor gradient, int sign, List<int> open, SpecialTokens special)
    {
        ImmutableArray<int> excluded = special.Present;
        double[] own = [.. open.Select(position =>
            Dot(model.Embed([row.TokenIds.Span[position]]).Span, gradient[position].Span))];
        (int Position, int Id) best = (open[0], row.TokenIds.Span[open[0]]);
        double least = double.PositiveInfinity;

        // A core may look up no more ids at once than a row can hold.
        foreach (int[] ids in Enumerable.Range(0, model.Info.VocabularySize).Chunk(model.Info.MaxLength))
        {
            Tensor embeddings = model.Embed(ids);
            for (int k = 0; k < open.Count; k++)
            {
                ReadOnlySpan<float> slope = gradient[open[k]].Span;
                for (int v = 0; v < ids.Length; v++)
                {
                    double change = sign * (Dot(embeddings[v].Span, slope) - own[k]);
                    if (change < least && !excluded.Contains(ids[v]))
                    {
                        (best, least) = ((open[k], ids[v]), change);
                    }
                }
            }
        }

        return best;
    }

    // In double precision, so that the best flip does not hang on rounding.
    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ReadOnlySpan<Vector<float>> leftLanes = MemoryMarshal.Cast<float, Vector<float>>(left);
        ReadOnlySpan<Vector<float>> rightLanes = MemoryMarshal.Cast<float, Vector<float>>(right);
        (Vector<double> low, Vector<double> high) = (Vector<double>.Zero, Vector<double>.Zero);
        for (int lane = 0; lane < leftLanes.Length; lane++)
        {
            Vector.Widen(leftLanes[lane], out Vector<double> leftLow, out Vector<double> leftHigh);
            Vector.Widen(rightLanes[lane], out Vector<double> rightLow, out Vector<double> rightHigh);
            low += leftLow * rightLow;
            high += leftHigh * rightHigh;
        }

        double sum = Vector.Sum(low + high);
        for (int i = leftLanes.Length * Vector<float>.Count; i < left.Length; i++)
        {
            sum += (double)left[i] * right[i];
        }

        return sum;
    }
}
