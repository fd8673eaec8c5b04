namespace Bench.Metrics;

/// <summary>Precision and recall at every distinct score, from the highest down; equal scores fall together.</summary>
internal static class PrecisionRecallCurve
{
    /// <summary>
    /// The points (recall, precision), starting with (0, 1) as scikit-learn's <c>precision_recall_curve</c> ends.
    /// </summary>
    /// <param name="scores">One score per feature.</param>
    /// <param name="weights">How far each feature belongs to the rationale, 0 to 1; at least one does.</param>
    public static List<(double Recall, double Precision)> Of(ReadOnlySpan<double> scores, double[] weights)
    {
        int[] order = FeatureRanking.Descending(scores, seed: null);
        double positives = weights.Sum();
        var points = new List<(double, double)> { (0, 1) };
        double found = 0;
        for (int i = 0; i < order.Length; i++)
        {
            found += weights[order[i]];
            bool endsTie = i + 1 == order.Length || scores[order[i + 1]] < scores[order[i]];
            if (endsTie)
            {
                points.Add((found / positives, found / (i + 1)));
            }
        }

        return points;
    }

    /// <summary>Area by trapezoids between neighbouring points.</summary>
    public static double Trapezoid(List<(double Recall, double Precision)> points) =>
        Sum(points, (before, after) => (before + after) / 2);

    /// <summary>Average precision: each gain in recall counts with the precision at which it is reached.</summary>
    public static double Step(List<(double Recall, double Precision)> points) => Sum(points, (_, after) => after);

    private static double Sum(List<(double Recall, double Precision)> points, Func<double, double, double> height)
    {
        double area = 0;
        for (int i = 1; i < points.Count; i++)
        {
            area += (points[i].Recall - points[i - 1].Recall) * height(points[i - 1].Precision, points[i].Precision);
        }

        return area;
    }
}
