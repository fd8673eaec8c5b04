namespace Bench.Reporting;

/// <summary>How the scores of a text are drawn.</summary>
public enum PlotKind
{
    /// <summary>The text with every token in the colour of its score.</summary>
    Heat,

    /// <summary>A bar per token, the largest magnitudes first.</summary>
    Bar,

    /// <summary>
    /// All scores end to end: what speaks for the target pushes right, what speaks against it left (the force plot of SHAP).
    /// </summary>
    Force,
}
