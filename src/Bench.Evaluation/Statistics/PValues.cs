using System.Globalization;

namespace Bench.Evaluation;

/// <summary>P-values in words.</summary>
internal static class PValues
{
    private const double Smallest = 0.001;

    /// <summary>For example <c>p = 0.012 after correction, n = 230</c>.</summary>
    /// <param name="adjusted">The p-value after correction.</param>
    /// <param name="texts">Texts compared.</param>
    public static string Words(double adjusted, int texts) =>
        $"p {(adjusted < Smallest ? "< 0.001" : $"= {adjusted.ToString("F3", CultureInfo.InvariantCulture)}")} after correction, "
            + $"{Texts(texts)}";

    /// <summary>The number of texts.</summary>
    public static string Texts(int texts) => string.Create(CultureInfo.InvariantCulture, $"n = {texts}");
}
