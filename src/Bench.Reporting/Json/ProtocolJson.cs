using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What a run says of its protocol, and what stands apart by it, as plain data for JSON.</summary>
internal static class ProtocolJson
{
    /// <summary>The questions of the checklist with their answers.</summary>
    public static object Protocol(ResultSet results) => ProtocolChecklist.Of(results)
        .Select(item => new { item.Question, item.Answer, Met = item.IsMet });

    /// <summary>Whether the options of metrics decide who is first.</summary>
    public static object OptionSensitivities(ResultSet results) => OptionSensitivity.All(results.Table).Select(metric => new
    {
        metric.Metric,
        metric.LowestTau,
        Variants = metric.Variants.Zip(
            metric.Leaders, (variant, leaders) => new { Name = variant, First = leaders.Select(i => results.Table.Explainers[i]) }),
    });

    /// <summary>How far means differ from one seed of an explainer to the next.</summary>
    public static object Spread(ResultSet results) => SeedSpread.Of(results).Select(spread => new
    {
        spread.Explainer,
        spread.Seeds,
        Deviations = results.Table.Columns.Zip(
            spread.Deviations, (column, deviation) => new { Metric = column.Name, Deviation = deviation }),
    });

    /// <summary>Means on the cases whose explained class is not the true one.</summary>
    public static object OtherClass(ResultSet results) => results.Table.OtherClass.Select(column => new
    {
        Metric = column.Name,
        Means = column.Comparison.Means.Select((mean, i) => new { Explainer = column.Explainers[i], Mean = EstimateRecord.Of(mean) }),
    });
}
