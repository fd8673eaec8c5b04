namespace Bench.Evaluation;

/// <summary>
/// Bootstraps the explainers of one metric. Explainers with scores for the same instances share their resamples, so that all their
/// differences come free; a pair with different instances is resampled alone, over the instances they share.
/// </summary>
internal sealed class PatternResampler
{
    private readonly IReadOnlyList<double[]> _scores;
    private readonly int _resamples;
    private readonly ulong _seed;
    private readonly double[][] _values;
    private readonly double[][] _means;
    private readonly string[] _patterns;

    public PatternResampler(IReadOnlyList<double[]> scores, int resamples, ulong seed)
    {
        _scores = scores;
        _resamples = resamples;
        _seed = seed;
        _patterns = [.. scores.Select(row => string.Concat(row.Select(score => double.IsNaN(score) ? '0' : '1')))];
        _values = [.. scores.Select(row => row.Where(score => !double.IsNaN(score)).ToArray())];
        _means = new double[scores.Count][];
        foreach (IGrouping<string, int> group in Enumerable.Range(0, scores.Count).GroupBy(i => _patterns[i], StringComparer.Ordinal))
        {
            int[] members = [.. group];
            double[][] means = _values[members[0]].Length < 2
                ? [.. members.Select(_ => Array.Empty<double>())]
                : ResampledMeans.Of([.. members.Select(i => _values[i])], resamples, seed);
            foreach ((int member, double[] mean) in members.Zip(means))
            {
                _means[member] = mean;
            }
        }
    }

    public MeanEstimate Mean(int explainer) => Bootstrap.Estimate(_values[explainer], (double[])_means[explainer].Clone());

    public PairedDifference Difference(int first, int second)
    {
        if (_patterns[first] == _patterns[second])
        {
            return Bootstrap.Difference(
                Bootstrap.Subtract(_values[first], _values[second]), Bootstrap.Subtract(_means[first], _means[second]));
        }

        double[] differences = [.. Bootstrap.Subtract(_scores[first], _scores[second]).Where(difference => !double.IsNaN(difference))];
        return Bootstrap.Difference(differences, differences.Length < 2 ? [] : ResampledMeans.Of([differences], _resamples, _seed)[0]);
    }
}
