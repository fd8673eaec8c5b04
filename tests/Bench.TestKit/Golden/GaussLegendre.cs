namespace Bench.TestKit;

/// <summary>Nodes and weights of Gauss–Legendre quadrature on [0, 1], by Newton's method on the Legendre polynomial.</summary>
public static class GaussLegendre
{
    /// <summary>The rule with a number of nodes.</summary>
    /// <param name="count">Number of nodes.</param>
    public static IEnumerable<(double Node, double Weight)> Rule(int count)
    {
        for (int i = 0; i < count; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 1;
            for (int step = 0; step < 50; step++)
            {
                (double before, double value) = (0, 1);
                for (int k = 1; k <= count; k++)
                {
                    (before, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * before)) / k);
                }

                slope = count * ((x * value) - before) / ((x * x) - 1);
                x -= value / slope;
            }

            yield return ((1 - x) / 2, 1 / ((1 - (x * x)) * slope * slope));
        }
    }
}
