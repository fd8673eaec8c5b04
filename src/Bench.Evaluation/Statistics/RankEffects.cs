using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>The explainers of one metric on common ground, turned so that more is better, and under resampling of the texts.</summary>
internal sealed class RankEffects
{
    private readonly double[][] _drawn;

    /// <summary>Fits and resamples.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="resamples">Number of resamples. Metrics with equal seeds and texts share them.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public RankEffects(MetricScores scores, int resamples, ulong seed)
    {
        double[][] oriented = [.. scores.Ranked.Select(row => row.Select(score => scores.Sign * score).ToArray())];
        var ground = new CommonGround(oriented, scores.Texts);
        Values = ground.Effects;
        _drawn = scores.Texts.Count == 0
            ? [.. oriented.Select(_ => Array.Empty<double>())]
            : ground.Resample(new DrawWeights(resamples, seed));
        for (int i = 0; i < _drawn.Length; i++)
        {
            // A resample may lose the only case that two explainers share; it then says nothing new of them.
            _drawn[i] = [.. _drawn[i].Select(effect => double.IsNaN(effect) ? Values[i] : effect)];
        }

        double[] magnitudes = [.. oriented.SelectMany(row => row).Where(score => !double.IsNaN(score)).Select(Math.Abs)];
        Tolerance = NumericalError.Of(magnitudes.DefaultIfEmpty(0).Average());
        Resamples = _drawn.Length == 0 ? 0 : _drawn[0].Length;
        ChanceOfBest = FindChanceOfBest();
    }

    /// <summary>Effect of every explainer, more is better; NaN where it shares no case with the others.</summary>
    public double[] Values { get; }

    /// <summary>Effects closer than this are equal.</summary>
    public double Tolerance { get; }

    /// <summary>Number of resamples.</summary>
    public int Resamples { get; }

    /// <summary>Share of resamples in which an explainer is best, ties shared.</summary>
    public ImmutableArray<double> ChanceOfBest { get; }

    /// <summary>The effects of some explainers in one resample.</summary>
    public double[] Drawn(int resample, IReadOnlyList<int> explainers)
    {
        double[] effects = new double[explainers.Count];
        for (int i = 0; i < effects.Length; i++)
        {
            effects[i] = _drawn[explainers[i]][resample];
        }

        return effects;
    }

    private ImmutableArray<double> FindChanceOfBest()
    {
        int[] known = [.. Enumerable.Range(0, Values.Length).Where(i => !double.IsNaN(Values[i]))];
        double[] chances = [.. Values.Select(value => double.IsNaN(value) ? double.NaN : 0)];
        for (int resample = 0; resample < Resamples; resample++)
        {
            double best = double.NegativeInfinity;
            foreach (int i in known)
            {
                best = Math.Max(best, _drawn[i][resample]);
            }

            int winners = 0;
            foreach (int i in known)
            {
                winners += _drawn[i][resample] >= best - Tolerance ? 1 : 0;
            }

            foreach (int i in known)
            {
                chances[i] += _drawn[i][resample] >= best - Tolerance ? 1.0 / winners : 0;
            }
        }

        return [.. chances.Select(wins => wins / Resamples)];
    }
}
