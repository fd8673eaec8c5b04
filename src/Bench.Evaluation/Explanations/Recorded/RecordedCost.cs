using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// What one explanation asked of the model. Files of runs say nothing of time, so that equal runs give equal bytes; what a run took stands
/// in <c>run.json</c>.
/// </summary>
/// <param name="RowsForward">Rows predicted, those of gradient queries included.</param>
/// <param name="RowsBackward">Rows differentiated.</param>
/// <param name="Tokens">Tokens in the forward rows.</param>
public sealed record RecordedCost(long RowsForward, long RowsBackward, long Tokens)
{
    /// <summary>Floating-point operations; <see langword="null"/> where the core cannot say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Flops { get; init; }

    /// <summary>Wall-clock time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    /// <summary>Records a cost.</summary>
    /// <param name="cost">The cost.</param>
    /// <param name="withSeconds">Whether to tell time and operations.</param>
    public static RecordedCost Of(Cost cost, bool withSeconds) => new(cost.RowsForward, cost.RowsBackward, cost.Tokens)
    {
        Flops = withSeconds && cost.Flops > 0 ? cost.Flops : null,
        Seconds = withSeconds ? Math.Round(cost.Elapsed.TotalSeconds, 6) : null,
    };
}
