using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

/// <summary>Every number of the <c>metrics</c> blocks, from ferret, scikit-learn and ERASER's definition.</summary>
public sealed class GoldenMetricsTests
{
    private const string Ferret = "protocol=ferret,only-positive=true";

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Ferrets_definition(string name) => ForEach(name, (context, metrics, what) =>
    {
        JsonElement delete = metrics.At("ferret_profile");
        Check($"aopc-comprehensiveness:{Ferret}", context, delete.At("aopc_compr"), what);
        Check($"aopc-sufficiency:{Ferret}", context, delete.At("aopc_suff"), what);
        CheckTau("tau-loo", context, delete.At("taucorr_loo"), what);
        JsonElement mask = metrics.At("ferret_profile_mask");
        Check($"aopc-comprehensiveness:{Ferret},removal=mask", context, mask.At("aopc_compr"), what);
        Check($"aopc-sufficiency:{Ferret},removal=mask", context, mask.At("aopc_suff"), what);
        CheckTau("tau-loo:removal=mask", context, mask.At("taucorr_loo"), what);
    });

    [Theory]
    [MemberData(nameof(GoldenCases.With), "ferret", MemberType = typeof(GoldenCases))]
    public void Ferret_itself(string name) => ForEach(name, (context, metrics, what) =>
    {
        if (metrics.Maybe("ferret") is { } ferret)
        {
            string[] fields = ["aopc_compr", "aopc_suff", "taucorr_loo", "auprc_plau", "token_f1_plau", "token_iou_plau"];
            foreach ((ComponentSpec spec, string field) in FerretMetrics.Specs.Zip(fields))
            {
                Check(spec.ToString(), context, ferret.At(field), what);
            }

            JsonElement anySign = metrics.At("ferret_only_pos_false");
            Check("aopc-comprehensiveness:protocol=ferret", context, anySign.At("aopc_compr"), what);
            Check("aopc-sufficiency:protocol=ferret", context, anySign.At("aopc_suff"), what);
            Check("auprc", context, anySign.At("auprc_plau"), what);
            Check("token-f1:k=fixed", context, anySign.At("token_f1_plau"), what);
            Check("token-iou:k=fixed", context, anySign.At("token_iou_plau"), what);

            JsonElement mask = metrics.At("ferret_mask");
            Check($"aopc-comprehensiveness:{Ferret},removal=mask", context, mask.At("aopc_compr"), what);
            Check($"aopc-sufficiency:{Ferret},removal=mask", context, mask.At("aopc_suff"), what);
        }
    });

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Eraser_in_all_four_variants(string name) => ForEach(name, (context, metrics, what) =>
    {
        foreach (JsonProperty variant in metrics.At("eraser").EnumerateObject())
        {
            string[] choice = variant.Name.Split('_');
            string options = $"removal={choice[0]},rounding={choice[1]}";
            Check($"aopc-comprehensiveness:{options}", context, variant.Value.At("aopc_comprehensiveness"), what);
            Check($"aopc-sufficiency:{options}", context, variant.Value.At("aopc_sufficiency"), what);
        }
    });

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Plausibility(string name) => ForEach(name, (context, metrics, what) =>
    {
        JsonElement expected = metrics.At("plausibility");
        Check("auprc", context, expected.At("auprc"), what);
        Check("auprc:area=step", context, expected.At("average_precision"), what);
        Check("auprc:negatives=zero", context, expected.At("auprc_positive_part"), what);
        Check("auprc:negatives=zero,area=step", context, expected.At("average_precision_positive_part"), what);
        Check("auroc", context, expected.At("roc_auc"), what);
        Check("token-precision", context, expected.At("top_rationale_length", "precision"), what);
        Check("relevance-rank", context, expected.At("top_rationale_length", "recall"), what);
        Check("token-precision:k=fixed,only-positive=true", context, expected.At("top5_only_positive", "precision"), what);
        Check("token-recall:k=fixed,only-positive=true", context, expected.At("top5_only_positive", "recall"), what);
        Check("token-f1", context, expected.At("top_rationale_length", "f1"), what);
        Check("token-iou", context, expected.At("top_rationale_length", "iou"), what);
        Check("token-f1:k=fixed,only-positive=true", context, expected.At("top5_only_positive", "f1"), what);
        Check("token-iou:k=fixed,only-positive=true", context, expected.At("top5_only_positive", "iou"), what);
    });

    private static void ForEach(string name, Action<MetricContext, JsonElement, string> check)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (GoldenTarget target in golden.Targets)
        {
            foreach (string vector in Golden.Vectors)
            {
                check(Golden.Context(golden, target, vector), target.Root.At("metrics", vector), $"{name} class {target.Class} {vector}");
            }
        }
    }

    private static void Check(string spec, MetricContext context, JsonElement expected, string what) =>
        Close.Within([expected.GetDouble()], new[] { Toy.Score(spec, context).Value }, 1e-5, 1e-4, $"{what} {spec}");

    // Rank correlations are counts: they agree up to the nine digits printed.
    private static void CheckTau(string spec, MetricContext context, JsonElement expected, string what) =>
        Close.Within([expected.GetDouble()], new[] { Toy.Score(spec, context).Value }, 1e-8, 0, $"{what} {spec}");
}
