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

    /// <summary>1 − Σ(y − ŷ)² / Σ(y − ȳ)².</summary>
    public const string RSquared = "r2";

    /// <summary>Mean of |y − ŷ|.</summary>
    public const string MeanAbsoluteError = "mean-absolute-error";

    private readonly List<double> _overlaps = [];
    private readonly List<Matches> _matches = [];
    private readonly List<NumberPair> _numbers = [];

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
        Add(_numbers, judged?.Numbers);
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

        figures[MeanAbsoluteError] = _numbers.Average(pair => Math.Abs(pair.Gold - pair.Predicted));
        double mean = _numbers.Average(pair => pair.Gold);
        double spread = _numbers.Sum(pair => Math.Pow(pair.Gold - mean, 2));
        if (spread > 0)
        {
            figures[RSquared] = 1 - (_numbers.Sum(pair => Math.Pow(pair.Gold - pair.Predicted, 2)) / spread);
        }
    }
}
