using System.ComponentModel;

namespace Bench.Metrics;

/// <summary>Options of <see cref="HumanAgreementMetric"/>.</summary>
public sealed record HumanAgreementOptions
{
    [Description("the metric by which an annotator is scored")]
    public HumanAgreementMeasure Metric { get; init; } = HumanAgreementMeasure.Auprc;

    [Description("how the rationales of the others become one answer; as in the metric it stands beside")]
    public Annotators Annotators { get; init; } = Annotators.Union;
}

/// <summary>By which metric an annotator is scored against the others.</summary>
public enum HumanAgreementMeasure
{
    /// <summary>Area under precision and recall.</summary>
    Auprc,

    /// <summary>Area under the ROC curve.</summary>
    Auroc,

    /// <summary>F1 of the marked tokens.</summary>
    TokenF1,

    /// <summary>Intersection over union of the marked tokens.</summary>
    TokenIou,
}
