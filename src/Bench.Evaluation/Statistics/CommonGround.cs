namespace Bench.Evaluation;

/// <summary>
/// What explainers differ by when they are compared on shared cases only. Scores are taken as y = explainer + case, fitted by least
/// squares within cases (the intra-block analysis of incomplete blocks: Yates 1940; Cochran and Cox 1957, section 9.3). Where every
/// explainer has a score for every case the effects are the means less their mean; where one is silent on hard cases, it is held
/// against the others on the cases it speaks on.
/// </summary>
internal sealed class CommonGround
{
    private readonly int _explainers;
    private readonly double[][] _sides;
    private readonly List<(double[,] Form, double[] Weights)> _parts;
    private readonly bool[] _connected;

    /// <summary>Gathers the equations.</summary>
    /// <param name="scores">[explainers][cases]; NaN for none.</param>
    /// <param name="texts">The texts of the cases; each weighs the same.</param>
    public CommonGround(IReadOnlyList<double[]> scores, TextClusters texts)
    {
        _explainers = scores.Count;
        _sides = [.. scores.Select(_ => new double[texts.Count])];
        var patterns = new Dictionary<string, (bool[] Has, double[] Weights)>(StringComparer.Ordinal);
        foreach (int[] cases in SharedCases(scores, texts))
        {
            foreach (int place in cases)
            {
                bool[] has = [.. scores.Select(row => !double.IsNaN(row[place]))];
                string key = string.Concat(has.Select(one => one ? '1' : '0'));
                if (!patterns.TryGetValue(key, out (bool[] Has, double[] Weights) pattern))
                {
                    patterns[key] = pattern = (has, new double[texts.Count]);
                }

                double mean = scores.Where((_, i) => has[i]).Average(row => row[place]);
                pattern.Weights[texts[place]] += 1.0 / cases.Length;
                for (int i = 0; i < _explainers; i++)
                {
                    _sides[i][texts[place]] += has[i] ? (scores[i][place] - mean) / cases.Length : 0;
                }
            }
        }

        _parts = Parts([.. patterns.Values]);
        _connected = LargestConnected([.. patterns.Values.Select(pattern => pattern.Has)]);
        Effects = Solve([.. _sides.Select(side => side.Sum())], [.. _parts.Select(part => part.Weights.Sum())]);
    }

    /// <summary>
    /// The effect of every explainer, 0 on average; NaN where it shares no case with the others, directly or through a third.
    /// </summary>
    public double[] Effects { get; }

    /// <summary>The effects under resampling of the texts.</summary>
    /// <param name="weights">The resamples; equal seeds and numbers of texts give equal ones.</param>
    /// <returns>[explainers][resamples]</returns>
    public double[][] Resample(IRowWeights weights)
    {
        double[][] sums = Resamples.Sums([.. _sides, .. _parts.Select(part => part.Weights)], weights);
        double[][] drawn = [.. _sides.Select(_ => new double[weights.Count])];
        double[] side = new double[_explainers];
        double[] part = new double[_parts.Count];
        for (int resample = 0; resample < weights.Count; resample++)
        {
            for (int i = 0; i < _explainers; i++)
            {
                side[i] = sums[i][resample];
            }

            for (int i = 0; i < part.Length; i++)
            {
                part[i] = sums[_explainers + i][resample];
            }

            double[] effects = Solve(side, part);
            for (int i = 0; i < _explainers; i++)
            {
                drawn[i][resample] = effects[i];
            }
        }

        return drawn;
    }

    // Places of the cases of each text that at least two explainers have a score for.
    private static IEnumerable<int[]> SharedCases(IReadOnlyList<double[]> scores, TextClusters texts) => Enumerable.Range(0, texts.Cases)
        .Where(place => scores.Count(row => !double.IsNaN(row[place])) > 1)
        .GroupBy(place => texts[place])
        .Select(group => group.ToArray());

    // Few patterns are summed by pattern; many by the entries of the matrix that they add up to.
    private List<(double[,] Form, double[] Weights)> Parts((bool[] Has, double[] Weights)[] patterns)
    {
        if (patterns.Length <= _explainers * (_explainers + 1) / 2)
        {
            return [.. patterns.Select(pattern => (Form(pattern.Has), pattern.Weights))];
        }

        var parts = new List<(double[,] Form, double[] Weights)>();
        for (int i = 0; i < _explainers; i++)
        {
            for (int j = i; j < _explainers; j++)
            {
                var form = new double[_explainers, _explainers];
                form[i, j] = form[j, i] = 1;
                double[] weights = new double[_sides[0].Length];
                foreach ((bool[] has, double[] own) in patterns)
                {
                    double entry = Form(has)[i, j];
                    for (int text = 0; text < weights.Length && entry != 0; text++)
                    {
                        weights[text] += entry * own[text];
                    }
                }

                parts.Add((form, weights));
            }
        }

        return parts;
    }

    // I − 11ᵀ / m over the m explainers that have a score.
    private static double[,] Form(bool[] has)
    {
        int k = has.Length;
        double share = 1.0 / has.Count(one => one);
        var form = new double[k, k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                form[i, j] = has[i] && has[j] ? (i == j ? 1 - share : -share) : 0;
            }
        }

        return form;
    }

    private bool[] LargestConnected(bool[][] patterns)
    {
        int[] group = [.. Enumerable.Range(0, _explainers)];
        foreach (bool[] has in patterns)
        {
            int[] joined = [.. Enumerable.Range(0, _explainers).Where(i => has[i]).Select(i => group[i])];
            group = [.. group.Select(own => joined.Contains(own) ? joined.Min() : own)];
        }

        bool[] scored = [.. Enumerable.Range(0, _explainers).Select(i => patterns.Any(has => has[i]))];
        int largest = Enumerable.Range(0, _explainers).Where(i => scored[i]).GroupBy(i => group[i])
            .OrderByDescending(members => members.Count()).Select(members => members.Key).FirstOrDefault(-1);
        return [.. group.Select((own, i) => scored[i] && own == largest)];
    }

    private double[] Solve(double[] side, double[] part)
    {
        int[] members = [.. Enumerable.Range(0, _explainers).Where(i => _connected[i])];
        double[] effects = [.. Enumerable.Repeat(double.NaN, _explainers)];

        // Complete cases: the matrix is the number of texts times the centring one, which its inverse leaves as it is.
        if (_parts.Count == 1 && members.Length == _explainers)
        {
            return [.. side.Select(own => own / part[0])];
        }

        double[] solved = members.Length == 0 ? [] : LinearSystem.Solve(Matrix(members, part), [.. members.Select(i => side[i])]);
        foreach ((int place, int member) in members.Index())
        {
            effects[member] = solved[place];
        }

        return effects;
    }

    // Adding a constant to all entries makes the effects sum to 0; a trace of a ridge keeps resamples solvable that lost a link.
    private double[,] Matrix(int[] members, double[] part)
    {
        int k = members.Length;
        double total = part.Sum(Math.Abs);
        var matrix = new double[k, k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                matrix[i, j] = (total / k) + (i == j ? 1e-12 * total : 0);
                for (int p = 0; p < part.Length; p++)
                {
                    matrix[i, j] += part[p] * _parts[p].Form[members[i], members[j]];
                }
            }
        }

        return matrix;
    }
}
