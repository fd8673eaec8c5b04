namespace Bench.Explainers;

/// <summary>A linear model of on/off features, fitted by weighted least squares with an L2 penalty on all but the intercept.</summary>
/// <param name="Coefficients">One per feature.</param>
/// <param name="Intercept">Value without any feature; not penalised.</param>
/// <param name="WeightedR2">1 − Σ w (y − ŷ)² / Σ w (y − ȳ)²; 1 where all values are equal.</param>
internal sealed record WeightedRidge(double[] Coefficients, double Intercept, double WeightedR2)
{
    /// <summary>Minimises Σₖ wₖ (yₖ − b − zₖ · c)² + ridge |c|² over c and b.</summary>
    /// <param name="masks">N rows zₖ of m flags.</param>
    /// <param name="values">N values yₖ.</param>
    /// <param name="weights">N weights wₖ, not negative, not all zero.</param>
    /// <param name="ridge">Penalty, not negative.</param>
    /// <returns>The fit, or <see langword="null"/> where the rows do not determine it (only without penalty).</returns>
    public static WeightedRidge? Fit(IReadOnlyList<bool[]> masks, double[] values, double[] weights, double ridge)
    {
        int m = masks[0].Length;
        double total = weights.Sum();
        double meanValue = 0;
        double[] means = new double[m];
        for (int k = 0; k < masks.Count; k++)
        {
            meanValue += weights[k] * values[k] / total;
            for (int i = 0; i < m; i++)
            {
                means[i] += masks[k][i] ? weights[k] / total : 0;
            }
        }

        // Centring with weighted means takes the intercept out of the equations, so that the penalty does not touch it.
        double[,] matrix = new double[m, m];
        double[] right = new double[m];
        double[] centred = new double[m];
        for (int k = 0; k < masks.Count; k++)
        {
            for (int i = 0; i < m; i++)
            {
                centred[i] = (masks[k][i] ? 1 : 0) - means[i];
            }

            for (int i = 0; i < m; i++)
            {
                double weighted = weights[k] * centred[i];
                right[i] += weighted * (values[k] - meanValue);
                for (int j = 0; j <= i; j++)
                {
                    matrix[i, j] += weighted * centred[j];
                }
            }
        }

        for (int i = 0; i < m; i++)
        {
            matrix[i, i] += ridge;
        }

        if (Cholesky.Factorize(matrix)?.Solve(right) is not { } coefficients)
        {
            return null;
        }

        double intercept = meanValue;
        for (int i = 0; i < m; i++)
        {
            intercept -= coefficients[i] * means[i];
        }

        return new WeightedRidge(coefficients, intercept, R2(masks, values, weights, coefficients, intercept, meanValue));
    }

    private static double R2(
        IReadOnlyList<bool[]> masks, double[] values, double[] weights, double[] coefficients, double intercept, double meanValue)
    {
        double residual = 0;
        double spread = 0;
        for (int k = 0; k < masks.Count; k++)
        {
            double error = values[k] - intercept;
            for (int i = 0; i < coefficients.Length; i++)
            {
                error -= masks[k][i] ? coefficients[i] : 0;
            }

            residual += weights[k] * error * error;
            spread += weights[k] * (values[k] - meanValue) * (values[k] - meanValue);
        }

        return spread > 0 ? 1 - (residual / spread) : 1;
    }
}
