using System.Globalization;

namespace Bench.Reporting;

/// <summary>Maps numbers to pixels and finds round numbers to write at an axis.</summary>
/// <param name="Low">Number at the start.</param>
/// <param name="High">Number at the end.</param>
/// <param name="Start">Pixel of <paramref name="Low"/>.</param>
/// <param name="End">Pixel of <paramref name="High"/>.</param>
internal sealed record Axis(double Low, double High, double Start, double End)
{
    /// <summary>An axis that covers some numbers with a margin.</summary>
    public static Axis Covering(IEnumerable<double> values, double start, double end)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (double low, double high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        double margin = high > low ? (high - low) * 0.06 : Math.Max(1e-6, Math.Abs(high) * 0.1);
        return new Axis(low - margin, high + margin, start, end);
    }

    /// <summary>The pixel of a number.</summary>
    public double this[double value] => Start + ((value - Low) / (High - Low) * (End - Start));

    /// <summary>Round numbers within the axis, with as many decimals as tell them apart.</summary>
    public IEnumerable<(double Value, string Text)> Ticks(int about = 5)
    {
        double raw = (High - Low) / about;
        double magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = new[] { 1.0, 2, 5, 10 }.Select(factor => factor * magnitude).First(candidate => candidate >= raw * 0.999);
        int decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        for (double i = Math.Ceiling(Low / step); i * step <= High; i++)
        {
            // Adding zero turns −0 into 0.
            double value = (i * step) + 0.0;
            yield return (value, value.ToString($"F{decimals}", CultureInfo.InvariantCulture));
        }
    }
}
