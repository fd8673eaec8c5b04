namespace Bench.Evaluation;

/// <summary>An amount of model work.</summary>
/// <param name="RowsForward">Rows predicted, those of gradient queries included.</param>
/// <param name="RowsBackward">Rows differentiated.</param>
/// <param name="Tokens">Tokens in the forward rows.</param>
/// <param name="Flops">Floating-point operations, a backward row counted as its forward row; 0 where the model cannot say.</param>
public readonly record struct Work(long RowsForward, long RowsBackward, long Tokens, double Flops)
{
    /// <summary>What a meter has counted.</summary>
    /// <param name="meter">The meter.</param>
    public static Work Of(CostMeter meter) => new(meter.RowsForward, meter.RowsBackward, meter.Tokens, meter.Flops);

    public static Work operator +(Work a, Work b) =>
        new(a.RowsForward + b.RowsForward, a.RowsBackward + b.RowsBackward, a.Tokens + b.Tokens, a.Flops + b.Flops);

    public static Work operator -(Work a, Work b) =>
        new(a.RowsForward - b.RowsForward, a.RowsBackward - b.RowsBackward, a.Tokens - b.Tokens, a.Flops - b.Flops);
}
