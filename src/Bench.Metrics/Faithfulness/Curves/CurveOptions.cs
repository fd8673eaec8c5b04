using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of the metrics that follow a curve token by token: deletion, insertion and the area between.</summary>
public sealed record CurveOptions
{
    [Description("largest number of steps from the text to nothing; shorter texts take one token a step")]
    [Range(1, 10_000)]
    public int Steps { get; init; } = 20;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}
