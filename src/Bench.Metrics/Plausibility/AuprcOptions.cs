using System.ComponentModel;

namespace Bench.Metrics;

/// <summary>Options of <see cref="AuprcMetric"/>.</summary>
public sealed record AuprcOptions
{
    [Description("trapezoid, as scikit-learn's auc and ERASER; or step, which is average precision")]
    public CurveArea Area { get; init; } = CurveArea.Trapezoid;

    [Description("keep negative scores as they rank; or set them to 0 as ferret does, which then also scores explanations and rationales "
        + "that rank nothing")]
    public NegativeScores Negatives { get; init; } = NegativeScores.Keep;

    [Description("how several rationales become one answer; soft: a token counts with the share of annotators who marked it")]
    public Annotators Annotators { get; init; } = Annotators.Union;
}

/// <summary>How the area under a curve of points is measured.</summary>
public enum CurveArea
{
    /// <summary>Straight lines between points; optimistic for precision and recall (Davis and Goadrich 2006).</summary>
    Trapezoid,

    /// <summary>Average precision.</summary>
    Step,
}

/// <summary>What becomes of negative scores.</summary>
public enum NegativeScores
{
    /// <summary>They rank below 0.</summary>
    Keep,

    /// <summary>They become 0 and tie.</summary>
    Zero,
}
