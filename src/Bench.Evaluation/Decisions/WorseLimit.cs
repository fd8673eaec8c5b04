using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How much worse a run may be than another: it fails where any explainer's mean on the metric is worse by more than
/// <paramref name="Delta"/> and the 95 % interval of the change does not include 0.
/// </summary>
/// <param name="Metric">Name of the metric, its set options included.</param>
/// <param name="Delta">The largest loss that is accepted, 0 or more, in units of the metric.</param>
public sealed record WorseLimit(string Metric, double Delta)
{
    /// <summary>Reads <c>METRIC:DELTA</c>.</summary>
    /// <param name="text">For example <c>aopc-comprehensiveness:0.02</c>; the part behind the last colon is the number.</param>
    /// <exception cref="BenchException">The text is not of that form.</exception>
    public static WorseLimit Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && double.TryParse(text[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double delta)
            && double.IsFinite(delta) && delta >= 0
            ? new WorseLimit(text[..colon], delta)
            : throw new BenchException(
                $"The limit is '{text}'", "--fail-if-worse", "Write METRIC:DELTA with a number of 0 or more, for example auprc:0.02");
    }
}
