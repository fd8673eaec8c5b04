using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The rule that a baseline text is given where, and only where, it is used.</summary>
internal static class BaselineText
{
    /// <summary>Checks the pair of options.</summary>
    /// <param name="kind">Baseline asked for.</param>
    /// <param name="text">Text given.</param>
    /// <param name="owner">Id of the explainer.</param>
    /// <exception cref="BenchException">One is given without the other.</exception>
    public static void Check(BaselineKind kind, string text, string owner)
    {
        if ((kind == BaselineKind.Text) == string.IsNullOrWhiteSpace(text))
        {
            throw kind == BaselineKind.Text
                ? new BenchException(
                    "baseline=text needs a text", $"{owner}:baseline-text", "Add baseline-text=… or choose pad, mask or zero")
                : new BenchException(
                    "A baseline text is given, but the baseline is another", $"{owner}:baseline-text",
                    "Add baseline=text or leave the text out");
        }
    }
}
