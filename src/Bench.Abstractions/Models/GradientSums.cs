namespace Bench.Abstractions;

/// <summary>
/// What a gradient g [n, E] comes to, summed over each token's embedding: n numbers each instead of n · E. All of them come together, so
/// that methods which read the same gradient in other ways ask the same question.
/// </summary>
/// <param name="Plain">Σ g of every token.</param>
/// <param name="Absolute">Σ |g|, the L1 norm.</param>
/// <param name="Squared">Σ g², the square of the L2 norm.</param>
/// <param name="Product">Σ g · <see cref="Query.Factor"/>.</param>
public sealed record GradientSums(
    ReadOnlyMemory<double> Plain, ReadOnlyMemory<double> Absolute, ReadOnlyMemory<double> Squared, ReadOnlyMemory<double> Product)
{
    /// <summary>Sums a gradient, in double precision and in the order of its elements.</summary>
    /// <param name="gradient">[n, E] in row-major order.</param>
    /// <param name="factor">What products are with, as long.</param>
    /// <param name="tokens">n.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static GradientSums Of(ReadOnlySpan<float> gradient, ReadOnlySpan<float> factor, int tokens)
    {
        if (tokens <= 0 || gradient.Length % tokens != 0 || factor.Length != gradient.Length)
        {
            throw new ArgumentException(
                $"A gradient has n · E elements and its factor as many; they have {gradient.Length} and {factor.Length}, and n is "
                    + $"{tokens}.");
        }

        int width = gradient.Length / tokens;
        double[] sums = new double[4 * tokens];
        for (int token = 0; token < tokens; token++)
        {
            (double plain, double absolute, double squared, double product) = (0, 0, 0, 0);
            for (int i = token * width; i < (token + 1) * width; i++)
            {
                double g = gradient[i];
                plain += g;
                absolute += Math.Abs(g);
                squared += g * g;
                product += g * factor[i];
            }

            (sums[token], sums[tokens + token]) = (plain, absolute);
            (sums[(2 * tokens) + token], sums[(3 * tokens) + token]) = (squared, product);
        }

        return Of(sums);
    }

    /// <summary>Sums that a core has made.</summary>
    /// <param name="sums">[4, n] in the order of the properties.</param>
    public static GradientSums Of(ReadOnlyMemory<double> sums)
    {
        int n = sums.Length / 4;
        return new(sums[..n], sums[n..(2 * n)], sums[(2 * n)..(3 * n)], sums[(3 * n)..]);
    }
}
