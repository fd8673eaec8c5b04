namespace Bench.Abstractions;

/// <summary>What was asked of a model. Rows are counted as asked, whether or not a store could answer without computing.</summary>
/// <param name="RowsForward">Rows predicted, those of gradient queries included.</param>
/// <param name="RowsBackward">Rows differentiated.</param>
/// <param name="Tokens">Tokens in all those forward rows.</param>
/// <param name="Elapsed">Wall-clock time.</param>
public readonly record struct Cost(long RowsForward, long RowsBackward, long Tokens, TimeSpan Elapsed)
{
    /// <summary>Floating-point operations, a backward row counted as its forward row; 0 where the core cannot say.</summary>
    public double Flops { get; init; }

    /// <summary>The cost of both.</summary>
    /// <param name="a">One cost.</param>
    /// <param name="b">Another cost.</param>
    public static Cost operator +(Cost a, Cost b) =>
        new(a.RowsForward + b.RowsForward, a.RowsBackward + b.RowsBackward, a.Tokens + b.Tokens, a.Elapsed + b.Elapsed)
        {
            Flops = a.Flops + b.Flops,
        };
}
