using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// ERASER's IOU F1 (DeYoung et al. 2020, section 4.1): runs of neighbouring tokens ranked first count as found where their
/// intersection over union with a run of the rationale reaches a threshold.
/// </summary>
public sealed class SpanIouF1Metric(SpanIouF1Options options) : IMetric
{
    private readonly Annotators _annotators = options.Annotators != Annotators.Soft ? options.Annotators : throw new BenchException(
        "annotators=soft gives tokens weights, and weights have no spans", Descriptor.Id, "Use annotators=union, majority or each");

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "span-iou-f1",
        Name = "Span IOU F1 against the rationale",
        ShortName = "IOU-F1",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula =
            "2 p r / (p + r), p = share of the spans of top k that reach the threshold with a span of the rationale, r = the share of "
                + "its spans",
        Citation = "DeYoung et al. 2020, ERASER, section 4.1",
        Summary = "How many of the stretches people marked are found as stretches.",
        NeedsRationale = true,
        UndefinedFor = Undefined.ForPictures,
        Version = 3,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        if (Undefined.ForPictures(context.Model.Info) is { } reason)
        {
            return MetricScore.NotApplicable(reason);
        }

        ImmutableArray<Unit> units = context.Explanation.Input.Units;
        return RationaleComparison.Evaluate(context, _annotators, (scores, weights) =>
        {
            if (FeatureRanking.AllEqual(weights))
            {
                return NotApplicable.FullRationale;
            }

            if (FeatureRanking.AllEqual(scores))
            {
                return NotApplicable.ConstantScores;
            }

            bool[] labels = [.. weights.Select(weight => weight > 0)];
            int k = TokenOverlap.Count(options.K, options.Top, options.Ratio, scores.Length, weights.Sum());
            List<(int Start, int End)> taken = Runs(FeatureRanking.Top(scores, k, onlyPositive: false, context.Seed), units);
            List<(int Start, int End)> marked = Runs(labels, units);
            return MetricScore.Of(F1(Found(taken, marked), taken.Count, Found(marked, taken), marked.Count));
        });
    }

    private int Found(List<(int Start, int End)> runs, List<(int Start, int End)> others) =>
        runs.Count(run => others.Any(other => IntersectionOverUnion(run, other) >= options.Threshold));

    // From a threshold of one half on, a span matches one other at most; below, several of one side may match one of the other.
    private static double F1(int right, int taken, int found, int marked)
    {
        double precision = (double)right / taken, recall = (double)found / marked;
        return right == found ? 2.0 * right / (taken + marked) : 2 * precision * recall / (precision + recall);
    }

    /// <summary>Runs of neighbouring units, measured in tokens; a special token between two texts ends a run.</summary>
    private static List<(int Start, int End)> Runs(bool[] flags, ImmutableArray<Unit> units)
    {
        var runs = new List<(int Start, int End)>();
        for (int i = 0; i < flags.Length; i++)
        {
            (int start, int end) = (units[i].Positions[0], units[i].Positions[^1] + 1);
            if (flags[i] && runs.Count > 0 && runs[^1].End == start)
            {
                runs[^1] = (runs[^1].Start, end);
            }
            else if (flags[i])
            {
                runs.Add((start, end));
            }
        }

        return runs;
    }

    private static double IntersectionOverUnion((int Start, int End) a, (int Start, int End) b)
    {
        int shared = Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start));
        return (double)shared / (a.End - a.Start + b.End - b.Start - shared);
    }
}
