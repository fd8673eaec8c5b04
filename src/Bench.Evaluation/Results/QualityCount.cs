using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Gathers how good a model's answers are over the rows of a run.</summary>
public sealed class QualityCount
{
    /// <summary>Mean F1 of the answers' words (Rajpurkar et al. 2016, section 6.1).</summary>
    public const string F1 = "f1";

    /// <summary>F1 of all labels or entities of all rows together.</summary>
    public const string MicroF1 = "micro-f1";

    /// <summary>Share of the labels or entities predicted that are right.</summary>
    public const string MicroPrecision = "micro-precision";

    /// <summary>Share of the right labels or entities that are predicted.</summary>
    public const string MicroRecall = "micro-recall";

    /// <summary>1 − Σ(y − ŷ)² / Σ(y − ȳ)²; of several outputs their mean, each weighing the same.</summary>
    public const string RSquared = "r2";

    /// <summary>Mean of |y − ŷ|.</summary>
    public const string MeanAbsoluteError = "mean-absolute-error";

    private readonly List<double> _overlaps = [];
    private readonly List<Matches> _matches = [];
    // One list for each output, in order.
    private readonly List<List<NumberPair>> _numbers = [];

    /// <summary>What the rows say; <see langword="null"/> where they say nothing. What cannot be computed is left out.</summary>
    public ImmutableSortedDictionary<string, double>? Figures
    {
        get
        {
            var figures = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
            if (_overlaps.Count > 0)
            {
                figures[F1] = _overlaps.Average();
            }

            AddMatches(figures, _matches.Sum(row => row.Right), _matches.Sum(row => row.Predicted), _matches.Sum(row => row.Gold));
            AddNumbers(figures);
            return figures.Count == 0 ? null : figures.ToImmutable();
        }
    }

    /// <summary>Counts a row.</summary>
    /// <param name="judged">The answer beside the right one, or <see langword="null"/> where labels say all.</param>
    public void Add(Judgement? judged)
    {
        Add(_overlaps, judged?.Overlap);
        Add(_matches, judged?.Matches);
        foreach ((int output, NumberPair pair) in (judged?.Numbers is { } only ? [only] : judged?.Several ?? []).Index())
        {
            if (output == _numbers.Count)
            {
                _numbers.Add([]);
            }

            _numbers[output].Add(pair);
        }
    }

    private static void Add<T>(List<T> list, T? value)
        where T : struct
    {
        if (value is { } known)
        {
            list.Add(known);
        }
    }

    private static void AddMatches(ImmutableSortedDictionary<string, double>.Builder figures, int right, int predicted, int gold)
    {
        if (predicted > 0)
        {
            figures[MicroPrecision] = (double)right / predicted;
        }

        if (gold > 0)
        {
            figures[MicroRecall] = (double)right / gold;
        }

        if (predicted + gold > 0)
        {
            figures[MicroF1] = 2.0 * right / (predicted + gold);
        }
    }

    private void AddNumbers(ImmutableSortedDictionary<string, double>.Builder figures)
    {
        if (_numbers.Count == 0)
        {
            return;
        }

        figures[MeanAbsoluteError] = _numbers.SelectMany(pairs => pairs).Average(pair => Math.Abs(pair.Gold - pair.Predicted));
        double?[] shares = [.. _numbers.Select(Explained)];
        if (shares.All(share => share is not null))
        {
            figures[RSquared] = shares.Average(share => share!.Value);
        }
    }

    // Null where all right numbers are equal: then nothing is there to explain.
    private static double? Explained(List<NumberPair> pairs)
    {
        double mean = pairs.Average(pair => pair.Gold);
        double spread = pairs.Sum(pair => Math.Pow(pair.Gold - mean, 2));
        return spread > 0 ? 1 - (pairs.Sum(pair => Math.Pow(pair.Gold - pair.Predicted, 2)) / spread) : null;
    }
}
