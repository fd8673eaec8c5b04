using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>
/// What one metric says about several explainers, on common ground: every statement on two of them rests on the cases that both have a
/// score for, and texts, not cases, are what is counted.
/// </summary>
public sealed class MetricComparison
{
    /// <summary>The level of every statement, after correction for the number of pairs.</summary>
    public const double Level = 0.05;

    /// <summary>With fewer texts than this nothing is called best: no test holds its level on skewed scores then.</summary>
    public const int FewestTexts = 20;

    /// <summary>An explainer silent on a larger share of the cases cannot win.</summary>
    public const double LargestSilence = 0.05;

    /// <summary>Resamples of the texts behind intervals of ranks and chances of being best.</summary>
    public const int DefaultResamples = 10_000;

    private readonly MetricScores _scores;
    private readonly PairedDifference[,] _differences;
    private readonly double[,] _adjusted;
    private readonly ImmutableArray<Standing> _standings;

    private MetricComparison(MetricScores scores, int resamples, ulong seed)
    {
        _scores = scores;
        Means = [.. scores.Values.Select(row => MeanInference.Estimate(scores.Texts.Means(row), scores.Range))];
        Coverage = CaseCoverage.Of(scores);
        RankCoverage = CaseCoverage.Of(scores with { Values = scores.Ranked });
        _differences = new PairedDifference[Count, Count];
        int[] allCases = [.. Enumerable.Range(0, scores.Texts.Cases)];
        foreach ((int first, int second) in Pairs)
        {
            _differences[first, second] = Difference(first, second, allCases);
            _differences[second, first] = _differences[first, second].Turned();
        }

        Effects = new RankEffects(scores, resamples, seed);
        Tests = Pairs.Count();
        _adjusted = Symmetric(MultipleTesting.Holm([.. PValues]));
        _standings = [.. Enumerable.Range(0, Count).Select(FindStanding)];
    }

    private MetricComparison(MetricComparison own, ReadOnlySpan<double> adjusted, int tests)
    {
        (_scores, Means, Coverage, RankCoverage) = (own._scores, own.Means, own.Coverage, own.RankCoverage);
        (_differences, Effects) = (own._differences, own.Effects);
        Tests = tests;
        _adjusted = Symmetric(adjusted);
        _standings = [.. Enumerable.Range(0, Count).Select(FindStanding)];
    }

    /// <summary>Mean and interval of every explainer, over the texts it has a score for.</summary>
    public ImmutableArray<MeanEstimate> Means { get; }

    /// <summary>How many cases every explainer has a score for, and what its mean could be with the others.</summary>
    public ImmutableArray<CaseCoverage> Coverage { get; }

    /// <summary>The same for the scores that ranks go by, in which constant explanations are random orders.</summary>
    public ImmutableArray<CaseCoverage> RankCoverage { get; }

    /// <summary>The explainers that may be the best: see <see cref="Standing"/>.</summary>
    public ImmutableArray<int> Best => [.. Enumerable.Range(0, Count).Where(i => _standings[i] != Evaluation.Standing.None)];

    /// <summary>Whether there are too few texts to call any explainer best.</summary>
    public bool HasTooFewTexts => Count == 0 || Means.Max(mean => mean.Count) < FewestTexts;

    /// <summary>
    /// For every explainer the share of resamples of the texts in which it is the best on common ground, ties shared. NaN where it shares
    /// no case with the others.
    /// </summary>
    public ImmutableArray<double> ChanceOfBest => Effects.ChanceOfBest;

    /// <summary>Number of explainers.</summary>
    public int Count => _scores.Values.Count;

    /// <summary>Comparisons that p-values are corrected for.</summary>
    public int Tests { get; }

    /// <summary>The texts that the cases are of.</summary>
    public TextClusters Texts => _scores.Texts;

    /// <summary>The explainers on common ground, from which ranks are made.</summary>
    internal RankEffects Effects { get; }

    /// <summary>The p-value of every pair before correction, in order of <see cref="Pairs"/>.</summary>
    internal IEnumerable<double> PValues => Pairs.Select(pair => _differences[pair.First, pair.Second].PValue);

    /// <summary>All pairs of explainers.</summary>
    internal IEnumerable<(int First, int Second)> Pairs =>
        Enumerable.Range(0, Count).SelectMany(first => Enumerable.Range(first + 1, Count - first - 1).Select(second => (first, second)));

    /// <summary>Compares explainers.</summary>
    /// <param name="scores">Their scores.</param>
    /// <param name="resamples">Number of resamples of the texts.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static MetricComparison Of(MetricScores scores, int resamples = DefaultResamples, ulong seed = 0) =>
        new(scores, resamples, seed);

    /// <summary>The mean difference between two explainers, <paramref name="first"/> less <paramref name="second"/>.</summary>
    public PairedDifference Difference(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(first, second);
        return _differences[first, second];
    }

    /// <summary>The mean difference between two explainers on some cases, first less second.</summary>
    /// <param name="first">Index of the first.</param>
    /// <param name="second">Index of the second.</param>
    /// <param name="cases">Places of the cases.</param>
    public PairedDifference Difference(int first, int second, IReadOnlyCollection<int> cases)
    {
        double[] differences = [.. Enumerable.Repeat(double.NaN, Texts.Cases)];
        foreach (int place in cases)
        {
            differences[place] = NumericalError.Difference(_scores.Values[first][place], _scores.Values[second][place]);
        }

        return MeanInference.Difference(Texts.Means(differences), _scores.Range.OfDifferences);
    }

    /// <summary>One explainer's scores over all cases; NaN where the metric does not apply.</summary>
    public ReadOnlySpan<double> Scores(int explainer) => _scores.Values[explainer];

    /// <summary>One explainer's scores that ranks go by; NaN where there is none.</summary>
    internal ReadOnlySpan<double> RankedScores(int explainer) => _scores.Ranked[explainer];

    /// <summary>The p-value of a pair after Holm's correction over <see cref="Tests"/> comparisons.</summary>
    public double AdjustedPValue(int first, int second) => _adjusted[first, second];

    /// <summary>
    /// Whether two explainers differ by more than chance explains; never with fewer texts than <see cref="FewestTexts"/>.
    /// </summary>
    public bool AreToldApart(int first, int second) =>
        first != second && AdjustedPValue(first, second) < Level && Difference(first, second).Estimate.Count >= FewestTexts;

    /// <summary>Whether the first explainer is better than the second by more than chance explains.</summary>
    public bool Beats(int first, int second) => AreToldApart(first, second) && _scores.Sign * Difference(first, second).Estimate.Mean > 0;

    /// <summary>How an explainer stands.</summary>
    public Standing Standing(int explainer) => _standings[explainer];

    /// <summary>How often the first explainer does better than the second, as well, and worse, over the cases both have.</summary>
    public WinTieLoss WinTieLoss(int first, int second)
    {
        double[] signs =
            [.. _scores.Values[first].Zip(_scores.Values[second], (a, b) => _scores.Sign * NumericalError.Difference(a, b))
                .Where(d => !double.IsNaN(d))];
        return new WinTieLoss(signs.Count(d => d > 0), signs.Count(d => d == 0), signs.Count(d => d < 0));
    }

    /// <summary>
    /// By how much an explainer is better than the average one on common ground; NaN where it shares no case with the others.
    /// </summary>
    public double Effect(int explainer) => Effects.Values[explainer];

    /// <summary>
    /// The place of every explainer on common ground, 1 = best; those that only rounding parts share the better place. NaN where it shares
    /// no case with the others.
    /// </summary>
    public double[] Places()
    {
        double[] effects = Effects.Values;
        return [.. effects.Select(own => double.IsNaN(own) ? double.NaN : 1 + effects.Count(other => other - own > Effects.Tolerance))];
    }

    /// <summary>What can be said of two explainers.</summary>
    public Verdict Verdict(int first, int second)
    {
        PairedDifference difference = _scores.Sign > 0 ? Difference(first, second) : Difference(second, first);
        return Evaluation.Verdict.Of(difference, AdjustedPValue(first, second), Tests, Spread(first, second));
    }

    /// <summary>The same comparison with p-values corrected over more than this metric.</summary>
    /// <param name="adjusted">One per pair, in order of <see cref="Pairs"/>.</param>
    /// <param name="tests">Comparisons corrected for.</param>
    internal MetricComparison Corrected(ReadOnlySpan<double> adjusted, int tests) => new(this, adjusted, tests);

    private double[,] Symmetric(ReadOnlySpan<double> values)
    {
        double[,] matrix = new double[Count, Count];
        int next = 0;
        foreach ((int first, int second) in Pairs)
        {
            matrix[first, second] = matrix[second, first] = values[next++];
        }

        return matrix;
    }

    // Pooled standard deviation of two explainers' texts.
    private double Spread(int first, int second) => Math.Sqrt((Variance(first) + Variance(second)) / 2);

    private double Variance(int explainer)
    {
        double mean = Means[explainer].Mean;
        return Texts.Means(_scores.Values[explainer]).Sum(score => (score - mean) * (score - mean)) / (Means[explainer].Count - 1);
    }

    private Standing FindStanding(int explainer)
    {
        int[] others = [.. Enumerable.Range(0, Count).Where(i => i != explainer && Means[i].Count > 0)];
        bool canWin = Means[explainer].Count >= FewestTexts && !Coverage[explainer].IsSilent && !_scores.Apart.Contains(explainer);
        if (!canWin || others.Any(other => Beats(other, explainer)))
        {
            return Evaluation.Standing.None;
        }

        return others.Except(_scores.Apart).All(rival => Beats(explainer, rival) || IsEqual(explainer, rival))
            ? Evaluation.Standing.Best : Evaluation.Standing.AmongBest;
    }

    private bool IsEqual(int first, int second) => WinTieLoss(first, second) is { Wins: 0, Ties: > 0, Losses: 0 };
}
