namespace Bench.Evaluation;

/// <summary>One metric's answer for one explanation.</summary>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Target">Name of what is explained: the label of an output, or a target of the task such as <c>B-PER@5</c>.</param>
/// <param name="Explainer">Name of the explainer, its set options included.</param>
/// <param name="Metric">Name of the metric, its set options included.</param>
/// <param name="Value">The number, or <see langword="null"/> where the metric does not apply.</param>
/// <param name="Status"><c>ok</c>, or <c>not applicable: …</c> with the reason.</param>
public sealed record ScoreRow(string Instance, string Target, string Explainer, string Metric, double? Value, string Status)
{
    /// <summary>The status of a number.</summary>
    public const string Ok = "ok";

    /// <summary>The status of a missing number.</summary>
    /// <param name="reason">Why it is missing.</param>
    public static string NotApplicable(string reason) => $"not applicable: {reason}";
}
