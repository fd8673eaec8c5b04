using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// <c>report.json</c>: the run, the comparison, its analysis and all scores for other programs. Its form is published in
/// <c>Schemas/report.schema.json</c>.
/// </summary>
public sealed class JsonReport : IResultExporter
{
    /// <summary>Version of the form; raised whenever readers may have to change.</summary>
    public const int FormatVersion = 3;

    /// <summary>What it is.</summary>
    public static ReportDescriptor Descriptor { get; } = new("json", "report.json", "Run, comparison, tests and scores for other programs");

    public string FileName => Descriptor.FileName;

    public void Write(ResultSet results, TextWriter writer)
    {
        writer.Write(JsonSerializer.Serialize(Data(results), FiniteJson.Indented));
        writer.Write('\n');
    }

    private static object Data(ResultSet results) => new
    {
        Format = FormatVersion,
        results.Run,
        Verdict = Conclusions.Sentences(results.Table),
        Slices = SliceFindings.Sentences(results),
        results.Table.Explainers,
        Comparison = results.Analysis.Metrics.Select(Comparison),
        OtherClass = ProtocolJson.OtherClass(results),
        Protocol = ProtocolJson.Protocol(results),
        AddedAfterwards = ProtocolChecklist.Added(results.Run),
        OptionSensitivity = ProtocolJson.OptionSensitivities(results),
        SeedSpread = ProtocolJson.Spread(results),
        Rankings = AnalysisJson.Rankings(results),
        MetricAgreements = AnalysisJson.Agreements(results),
        Recommendations = Recommendations.Of(results).Select(RecommendationJson.Of),
        results.Scores,
    };

    private static object Comparison(MetricAnalysis metric)
    {
        ComparisonColumn column = metric.Column;
        string[] letters = [.. SignificanceLetters.Of(column)];
        int[] ranks = [.. TableRanks.Of(column)];
        return new
        {
            Metric = column.Name,
            Counted = column.IsCounted,
            Cases = column.Comparison.Coverage.IsEmpty ? 0 : column.Comparison.Coverage[0].Cases,
            column.Comparison.Tests,
            SelfTest = AnalysisJson.SelfTest(column.SelfTest),
            Means = column.Comparison.Means.Select((estimate, i) => Mean(column, i, estimate, ranks[i], letters[i])),
            Friedman = AnalysisJson.Friedman(metric),
            Differences = AnalysisJson.Differences(metric),
        };
    }

    private static object Mean(ComparisonColumn column, int explainer, MeanEstimate estimate, int rank, string letters)
    {
        CaseCoverage coverage = column.Comparison.Coverage[explainer];
        return new
        {
            Explainer = column.Explainers[explainer],
            estimate.Mean,
            estimate.Low,
            estimate.High,
            Interval = OptionsBinder.Key(estimate.Interval.ToString()),
            estimate.Count,
            coverage.Missing,
            MissingShare = coverage.Silence,
            Silent = coverage.IsSilent,
            coverage.WorstMean,
            coverage.BestMean,
            Effect = column.Comparison.Effect(explainer),
            NoSignal = column.IsNoSignal(explainer),
            Unsigned = column.Unsigned.Contains(explainer),
            Rank = rank == 0 ? (int?)null : rank,
            Letters = letters,
            Standing = OptionsBinder.Key(column.Standing(explainer).ToString()),
            ChanceOfBest = column.Comparison.ChanceOfBest[explainer],
            BeatsFloor = column.BeatsFloor(explainer),
        };
    }
}
