using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of <see cref="SequentialIntegratedGradientsExplainer"/>.</summary>
public sealed record SequentialIntegratedGradientsOptions
{
    /// <summary>Gradients along each token's path.</summary>
    [Description("Gradients along each token's path")]
    [Range(2, 2000)]
    public int Steps { get; init; } = 10;

    /// <summary>Quadrature rule.</summary>
    [Description("Quadrature rule")]
    public QuadratureRule Rule { get; init; } = QuadratureRule.GaussLegendre;

    /// <summary>What a token's path starts from.</summary>
    [Description("Start of each token's path: mask (its paper's choice), pad or zero. Follows a suite's removal (mask, pad)")]
    [FollowsRemoval]
    public SequentialBaseline Baseline { get; init; } = SequentialBaseline.Mask;
}

/// <summary>What stands in a token's place at the start of its path.</summary>
public enum SequentialBaseline
{
    /// <summary>The mask token.</summary>
    Mask,

    /// <summary>The padding token.</summary>
    Pad,

    /// <summary>A word embedding of zeros.</summary>
    Zero,
}

/// <summary>
/// Sequential Integrated Gradients (Enguehard 2023): every token has a path of its own, from the text with that token alone
/// replaced to the text, so that all points on it are nearly texts. Its gradients are integrated along that token only, and its score is
/// therefore f(text) − f(text with it replaced) up to the quadrature: what leave-one-out with the same removal gives in m + 1 rows.
/// Scores are not normalised, which keeps their order.
/// </summary>
/// <param name="options">Steps, rule and baseline.</param>
public sealed class SequentialIntegratedGradientsExplainer(SequentialIntegratedGradientsOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "sequential-integrated-gradients",
        Name = "Sequential Integrated Gradients",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "m × steps forward and backward",
        Citation = "Enguehard 2023, Sequential Integrated Gradients: a simple but effective method for explaining language models",
        Summary =
            "Integrated Gradients token by token, from the text with only that token masked: leave-one-out with that removal, up to the "
                + "quadrature",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        IModel model = request.Model;
        InputRow row = request.Input.Row;
        int width = model.Info.EmbeddingWidth;
        float[] input = model.Embed(row).Span.ToArray();
        bool isPicture = request.Input.Picture is not null;
        float[] filler = isPicture ? Filler(width) : options.Baseline == SequentialBaseline.Zero ? new float[width] : model.Embed(
            [
                options.Baseline == SequentialBaseline.Mask
                    ? request.Tokenizer.Special.RequireMask()
                    : request.Tokenizer.Special.RequirePadding()]).Span.ToArray();
        Quadrature rule = Quadrature.Create(options.Rule, options.Steps);
        double[] scores = new double[row.Length];
        double[] map = new double[isPicture ? input.Length : 0];
        foreach (int token in request.Input.FeaturePositions)
        {
            // From the text itself towards the replaced token, by 1 − alpha: only this token's embedding moves.
            float[] direction = new float[input.Length];
            for (int e = 0; e < width; e++)
            {
                direction[(token * width) + e] = filler[e] - input[(token * width) + e];
            }

            Query[] queries = [.. rule.Nodes.Select(alpha => request.Query(
                new InputRow
                {
                    TokenIds = row.TokenIds,
                    TypeIds = row.TypeIds,
                    Embeddings = new ReplacedEmbeddings(input, direction, (float)(1 - alpha)),
                },
                isPicture ? Ask.Gradient : Ask.GradientSums) with { Factor = direction })];
            GradientBatches.ForEach(model, queries, input.Length, cancellationToken, (k, answer) =>
            {
                GradientSums sums = answer.GradientSums ?? GradientSums.Of(answer.Gradient.Span, direction, row.Length);
                scores[token] -= rule.Weights[k] * sums.Product.Span[token];
                for (int i = token * width; isPicture && i < (token + 1) * width; i++)
                {
                    map[i] -= rule.Weights[k] * answer.Gradient.Span[i] * direction[i];
                }
            });
        }

        return Scores.Attribution([.. scores], request) with { PixelScores = PixelScores.Sum(request.Input, i => map[i]) };
    }

    // A patch of the mean colour.
    private float[] Filler(int width) => options.Baseline != SequentialBaseline.Pad
        ? new float[width]
        : throw new BenchException("A picture has no padding", $"{Descriptor.Id}:baseline", "Choose mask or zero, the mean colour");
}
