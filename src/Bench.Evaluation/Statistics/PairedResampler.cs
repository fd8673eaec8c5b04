namespace Bench.Evaluation;

/// <summary>
/// Resamples the explainers of one metric. Explainers with scores for the same instances share their resamples, so that all their
/// differences come free; a pair with different instances is resampled alone, over the instances they share.
/// </summary>
internal sealed class PairedResampler
{
    private readonly IReadOnlyList<double[]> _scores;
    private readonly int _resamples;
    private readonly ulong _seed;
    private readonly string[] _patterns;
    private readonly Column[] _columns;

    /// <summary>Draws the resamples.</summary>
    /// <param name="scores">[explainers][instances]; NaN where there is no score.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public PairedResampler(IReadOnlyList<double[]> scores, int resamples, ulong seed)
    {
        _scores = scores;
        _resamples = resamples;
        _seed = seed;
        _patterns = [.. scores.Select(row => string.Concat(row.Select(score => double.IsNaN(score) ? '0' : '1')))];
        _columns = new Column[scores.Count];
        foreach (IGrouping<string, int> group in Enumerable.Range(0, scores.Count).GroupBy(i => _patterns[i], StringComparer.Ordinal))
        {
            int[] members = [.. group];
            Column[] columns = Resample([.. members.Select(i => scores[i].Where(score => !double.IsNaN(score)).ToArray())]);
            foreach ((int member, Column column) in members.Zip(columns))
            {
                _columns[member] = column;
            }
        }
    }

    /// <summary>Mean and interval of one explainer.</summary>
    public MeanEstimate Mean(int explainer) =>
        Bootstrap.Estimate(_columns[explainer].Values, (double[])_columns[explainer].Drawn.Clone());

    /// <summary>First less second, over the instances that both have.</summary>
    public PairedDifference Difference(int first, int second)
    {
        (Column a, Column b) = (_columns[first], _columns[second]);
        if (_patterns[first] != _patterns[second])
        {
            int[] shared = [.. Enumerable.Range(0, _patterns[first].Length).Where(i => _patterns[first][i] == '1' && _patterns[second][i] == '1')];
            Column[] pair = Resample([[.. shared.Select(i => _scores[first][i])], [.. shared.Select(i => _scores[second][i])]]);
            (a, b) = (pair[0], pair[1]);
        }

        double[] differences = Subtract(a.Values, b.Values);
        MeanEstimate estimate = Bootstrap.Estimate(differences, Subtract(a.Drawn, b.Drawn));
        double scale = a.Values.Concat(b.Values).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double p = differences.Length == 0 ? 1 : SignFlipTest.PValue(differences, Subtract(a.Flipped, b.Flipped), scale);
        return new PairedDifference(estimate, p);
    }

    /// <summary>For every explainer the share of resamples in which its mean is the best, ties shared.</summary>
    /// <param name="sign">1 where more is better, −1 where less is.</param>
    public double[] ChanceOfBest(double sign)
    {
        int[] scored = [.. Enumerable.Range(0, _columns.Length).Where(i => _columns[i].Values.Length > 0)];
        double[] chances = new double[_columns.Length];
        Array.Fill(chances, double.NaN);
        double[][] means = CommonMeans(scored);
        if (means.Length == 0)
        {
            return chances;
        }

        foreach (int explainer in scored)
        {
            chances[explainer] = 0;
        }

        double tolerance = 1e-12 * scored.Max(i => _columns[i].Values.Max(Math.Abs));
        for (int resample = 0; resample < means[0].Length; resample++)
        {
            double best = means.Max(column => sign * column[resample]);
            int[] winners = [.. Enumerable.Range(0, means.Length).Where(i => (sign * means[i][resample]) >= best - tolerance)];
            foreach (int winner in winners)
            {
                chances[scored[winner]] += 1.0 / winners.Length;
            }
        }

        return [.. chances.Select(wins => wins / means[0].Length)];
    }

    private double[][] CommonMeans(int[] scored)
    {
        if (scored.Select(i => _patterns[i]).Distinct(StringComparer.Ordinal).Count() <= 1)
        {
            return [.. scored.Select(i => _columns[i].Drawn)];
        }

        int[] shared = [.. Enumerable.Range(0, _scores[0].Length).Where(instance => scored.All(i => !double.IsNaN(_scores[i][instance])))];
        return shared.Length == 0
            ? []
            : Resamples.Sums([.. scored.Select(i => shared.Select(instance => _scores[i][instance]).ToArray())], new DrawWeights(_resamples, _seed));
    }

    private static double[] Subtract(double[] first, double[] second)
    {
        double[] differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = first[i] - second[i];
        }

        return differences;
    }

    private Column[] Resample(double[][] values)
    {
        int n = values[0].Length;
        if (n == 0)
        {
            return [.. values.Select(column => new Column(column, [], []))];
        }

        double[][] drawn = Resamples.Sums(values, new DrawWeights(_resamples, _seed));
        double[][] flipped = Resamples.Sums(values, SignFlipTest.Signs(n, _resamples, _seed));
        return [.. values.Select((column, i) => new Column(column, drawn[i], flipped[i]))];
    }

    /// <summary>An explainer's scores, their means under the bootstrap, and their sums under turned signs.</summary>
    private readonly record struct Column(double[] Values, double[] Drawn, double[] Flipped);
}
