namespace Bench.Evaluation;

/// <summary>How far annotators agree over the texts of a run: the ceiling of plausibility.</summary>
/// <param name="F1">Token F1 of two annotators, mean over texts.</param>
/// <param name="Iou">Intersection over union of two annotators, mean over texts.</param>
public sealed record HumanCeiling(MeanEstimate F1, MeanEstimate Iou)
{
    /// <summary>The agreement over all texts that two marked; <see langword="null"/> where there is none.</summary>
    /// <param name="cases">The cases of a run.</param>
    public static HumanCeiling? Of(IEnumerable<RunCase> cases)
    {
        AnnotatorAgreement[] several = [.. cases.DistinctBy(one => one.Text).Select(one => one.Annotators).OfType<AnnotatorAgreement>()];
        return several.Length == 0 ? null : new HumanCeiling(
            MeanInference.Estimate([.. several.Select(one => one.F1)], new ScoreRange(0, 1)),
            MeanInference.Estimate([.. several.Select(one => one.Iou)], new ScoreRange(0, 1)));
    }
}
