using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// The soft perturbation of Zhao and Aletras 2023, section 3: each element of a token's embedding is kept with a probability that is the
/// token's importance (sufficiency), or one less it (comprehensiveness), and is 0 otherwise. Importances are the scores brought to
/// [0, 1] by minimum and maximum over the text; special tokens stay whole.
/// </summary>
internal static class SoftPerturbation
{
    public static MetricScore Score(MetricContext context, SoftOptions options, bool keep, CancellationToken cancellationToken)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (!FeatureRanking.AllFinite(scores))
        {
            return NotApplicable.NotFinite;
        }

        if (Refusals.Ranking(scores) is { } refusal)
        {
            return refusal;
        }

        if (!context.Model.Offers.HasFlag(Ask.Gradient))
        {
            return NotApplicable.NoEmbeddings;
        }

        double[] kept = [.. Importances(scores, options.Retention).Select(share => keep ? share : 1 - share)];
        InputRow row = context.Explanation.Input.Row;
        float[] embeddings = context.Model.Embed(row).Span.ToArray();
        var random = new DeterministicRandom(context.Seed);
        InputRow[] rows =
        [
            row,
            Masked(context, row, embeddings, new double[scores.Length], random),
            .. Enumerable.Range(0, options.Samples).Select(_ => Masked(context, row, embeddings, kept, random)),
        ];
        double[] values = context.Model.Probabilities(rows, context.Explanation.Target, cancellationToken);
        return NormalizedDifferences.Normalize(values[0], values[1], [values.Skip(2).Average()], keep);
    }

    /// <summary>Scores in [0, 1], lowest 0 and highest 1, or scaled and cut at 1 so that their mean is the retention exactly.</summary>
    private static double[] Importances(double[] scores, double retention)
    {
        double lowest = scores.Min();
        double range = scores.Max() - lowest;
        double[] importances = [.. scores.Select(score => (score - lowest) / range)];
        return retention == 0 ? importances : Scaled(importances, retention);
    }

    // The mean of min(1, c a) grows with c; half the interval each time. Where too few tokens have any importance, those of none share what
    // is left evenly: an explanation of few tokens would otherwise keep less of the text than the others.
    private static double[] Scaled(double[] importances, double retention)
    {
        double low = 0;
        double high = 1 / importances.Where(share => share > 0).Min();
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = importances.Average(share => Math.Min(1, middle * share)) < retention ? (middle, high) : (low, middle);
        }

        double[] scaled = [.. importances.Select(share => Math.Min(1, high * share))];
        double rest = Math.Max(0, (retention * scaled.Length) - scaled.Sum()) / Math.Max(1, scaled.Count(share => share == 0));
        return [.. scaled.Select(share => share == 0 ? rest : share)];
    }

    private static InputRow Masked(MetricContext context, InputRow row, float[] embeddings, double[] kept, DeterministicRandom random)
    {
        float[] masked = (float[])embeddings.Clone();
        if (context.Explanation.Input.Picture is { } picture)
        {
            foreach ((int feature, Unit unit) in context.Explanation.Input.Units.Index())
            {
                foreach (int value in unit.Area.SelectMany(pixel =>
                    Enumerable.Range(0, PictureShape.Channels).Select(channel => picture.Shape.IndexOf(pixel, channel))))
                {
                    masked[value] = random.NextDouble() < kept[feature] ? masked[value] : 0;
                }
            }

            return new InputRow { TokenIds = row.TokenIds, Embeddings = new ReplacedEmbeddings(masked) };
        }

        int width = masked.Length / row.Length;
        for (int feature = 0; feature < kept.Length; feature++)
        {
            foreach (int position in context.Explanation.Input.Units[feature].Positions)
            {
                Span<float> token = masked.AsSpan(position * width, width);
                for (int i = 0; i < width; i++)
                {
                    token[i] = random.NextDouble() < kept[feature] ? token[i] : 0;
                }
            }
        }

        return new InputRow { TokenIds = row.TokenIds, TypeIds = row.TypeIds, Embeddings = new ReplacedEmbeddings(masked) };
    }
}
