using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Input invariance (Kindermans et al. 2019): an explanation should not change when a constant is added to the input and the model's first
/// layer takes it off again, since the function is the same. The constant is one vector for all word embeddings; for an encoder, the sum
/// with positions and token types takes it off. Its direction is random: one value for all coordinates, as the paper adds to pixels, is
/// what a LayerNorm removes anyway, and would find every method invariant. It belongs to robustness, since random scores pass it.
/// </summary>
public sealed class InputInvarianceMetric(InputInvarianceOptions options) : IMetric
{
    // Adding and taking off a number of the embeddings' size moves them by rounding, which is no change of the explanation.
    private const double Rounding = 1e-5;

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "input-invariance",
        Name = "Input invariance",
        ShortName = "InpInv",
        Family = MetricFamily.Robustness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = double.PositiveInfinity,
        Formula = "mean over shifts m of ||e(f, x) - e(f', x + m)|| / ||e(f, x)||, f'(x + m) = f(x)",
        Citation = "Kindermans et al. 2019, The (Un)reliability of Saliency Methods",
        Summary =
            "How much an explanation changes when input and model are shifted against each other, so that the function stays the same.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByEmbeddings(context, scores) is { } refused)
        {
            return refused;
        }

        double norm = Euclidean.Norm(scores);
        try
        {
            return MetricScore.Of(Shifts(context).Average(shift =>
            {
                var model = new ShiftedModel(context.Model, shift);
                double[] again = Again.FeatureScores(
                    context, model, context.Explanation.Target, context.Explanation.Seed, cancellationToken);
                double change = Euclidean.Norm([.. scores.Zip(again, (a, b) => a - b)]) / norm;
                return change < Rounding ? 0 : change;
            }));
        }
        catch (BenchException refusal)
        {
            return MetricScore.NotApplicable($"the shifted input could not be explained: {refusal.Problem}");
        }
    }

    private IEnumerable<float[]> Shifts(MetricContext context)
    {
        double length = options.Size * FeatureEmbeddings.Of(context).Chunk(context.Model.Info.EmbeddingWidth)
            .Average(embedding => Euclidean.Norm([.. embedding.Select(value => (double)value)]));
        var random = new DeterministicRandom(DeterministicRandom.Derive(context.Seed, "shifts"));
        for (int i = 0; i < options.Shifts; i++)
        {
            double[] direction = [.. Enumerable.Range(0, context.Model.Info.EmbeddingWidth).Select(_ => random.NextGaussian())];
            double factor = length / Euclidean.Norm(direction);
            yield return [.. direction.Select(value => (float)(factor * value))];
        }
    }
}
