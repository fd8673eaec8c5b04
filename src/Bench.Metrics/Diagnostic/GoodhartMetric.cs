using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// What ERASER's metrics gain when the model games them (see <see cref="GamedModel"/>) while its predictions on whole texts and the
/// explanation stay the same. Nothing became more faithful, so a gain shows how much of the two metrics can be had without: a self-test of
/// the metrics.
/// </summary>
public sealed class GoodhartMetric(GoodhartOptions options) : IMetric
{
    private readonly AopcOptions _aopc = new() { Removal = options.Removal };

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "goodhart-gain",
        Name = "Gain by gaming comprehensiveness and sufficiency",
        ShortName = "Goodhart",
        Family = MetricFamily.Diagnostic,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = -2,
        Maximum = 2,
        Formula = "(compr(gamed f) - compr(f) + suff(f) - suff(gamed f)) / 2, gamed f = f on whole texts",
        Citation =
            "Hsia et al. 2024, Goodhart's Law Applies to NLP's Explanation Benchmarks, in its strongest form: it knows the whole text's "
                + "answer",
        Summary = "How much better comprehensiveness and sufficiency become when the model games them and nothing else changes.",
        UndefinedFor = model => Undefined.ForPictures(model) ?? Undefined.WithoutTextClass(model),
        IsCounted = false, // it says something of the metrics, not of the explanation
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        if (Descriptor.UndefinedFor(context.Model.Info) is { } reason)
        {
            return MetricScore.NotApplicable(reason);
        }

        MetricContext gamed = context with { Model = new GamedModel(context.Model, context.Explanation.Input, context.Tokenizer.Special) };
        MetricScore[] scores = [Mean(gamed, keep: false), Mean(context, keep: false), Mean(context, keep: true), Mean(gamed, keep: true)];
        return scores.All(score => score.IsApplicable)
            ? MetricScore.Of((scores[0].Value - scores[1].Value + scores[2].Value - scores[3].Value) / 2)
            : scores.First(score => !score.IsApplicable);

        MetricScore Mean(MetricContext asked, bool keep) =>
            AopcDifferences.Mean(asked, _aopc, keep, withoutSteps: 0, Quantity.Probability, cancellationToken);
    }
}
