using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class CurvesTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Equal_shares_are_kept_and_averaged_point_by_point()
    {
        MeanCurve mean = Mean([0, 0.01, 0.5], [[0.9, 0.7, 0.1], [0.7, 0.6, 0.2]]);

        mean.Shares.ShouldBe([0, 0.01, 0.5]);
        mean.Means.ShouldBe([0.8, 0.65, 0.15], 1e-12);
        mean.Cases.ShouldBe(2);
    }

    [Fact]
    public void Other_shares_are_read_on_straight_lines_so_that_the_area_stays_the_mean_of_areas()
    {
        var means = new CurveMeans();
        means.Add(Curve([0, 0.5, 1], [1, 0.4, 0]));
        means.Add(Curve([0, 0.25, 1], [1, 0.2, 0.2]));

        MeanCurve mean = means.Of(new SampleRun("lime").With("faithfulness/deletion", [0.0]).Results().Run).Single();

        // At 0.25: (0.7 + 0.2) / 2. Areas: 0.35 + 0.1 = 0.45 and 0.15 + 0.15 = 0.3.
        mean.Shares.Length.ShouldBe(21);
        mean.Means[5].ShouldBe(0.45, 1e-12);
        Enumerable.Range(1, 20).Sum(i => (mean.Means[i] + mean.Means[i - 1]) / 2 / 20).ShouldBe(0.375, 1e-12);
        CurveMeans.At(new MetricCurve(CurveKind.Deletion, [0.2, 0.4], [3, 5]), 0.3).ShouldBe(4, 1e-12);
        CurveMeans.At(new MetricCurve(CurveKind.Deletion, [0.2, 0.4], [3, 5]), 0).ShouldBe(3);
        CurveMeans.At(new MetricCurve(CurveKind.Deletion, [0.2, 0.4], [3, 5]), 1).ShouldBe(5);
    }

    [Fact]
    public void A_file_is_read_as_it_was_written()
    {
        MeanCurve[] curves =
        [
            new("=lime", "deletion", CurveKind.Deletion, [0, 1], [0.875, 0.125], 3),
            new("random", "gap", CurveKind.Gap, [0, 0.5, 1], [0, -0.25, 0], 2),
        ];
        using (StreamWriter writer = File.CreateText(_file))
        {
            CurvesCsv.Write(curves, writer);
        }

        IReadOnlyList<MeanCurve> read = CurvesCsv.Read(_file);

        File.ReadLines(_file).Skip(1).First().ShouldBe("'=lime,deletion,deletion,0,0.875,3");
        read.Select(curve => (curve.Explainer, curve.Metric, curve.Kind, curve.Cases))
            .ShouldBe(curves.Select(curve => (curve.Explainer, curve.Metric, curve.Kind, curve.Cases)));
        read.SelectMany(curve => curve.Means).ShouldBe(curves.SelectMany(curve => curve.Means));
        read.SelectMany(curve => curve.Shares).ShouldBe(curves.SelectMany(curve => curve.Shares));
    }

    [Theory]
    [InlineData("explainer,metric,share\n")]
    [InlineData("explainer,metric,curve,share,mean,cases\nlime,deletion,sideways,0,1,2\n")]
    [InlineData("explainer,metric,curve,share,mean,cases\nlime,deletion,gap,0,NaN,2\n")]
    [InlineData("explainer,metric,curve,share,mean,cases\nlime,deletion,gap,0\n")]
    [InlineData("explainer,metric,curve,share,mean,cases\nlime,deletion,gap,0,1,2\n")]
    [InlineData("explainer,metric,curve,share,mean,cases\nlime,deletion,gap,0.5,1,2\nlime,deletion,gap,0.2,1,2\n")]
    [InlineData("explainer,metric,curve,share,mean,cases\nlime,deletion,gap,0,1,2\nlime,deletion,gap,7,1,2\n")]
    public void Other_files_are_refused(string text)
    {
        File.WriteAllText(_file, text);

        Should.Throw<BenchException>(() => CurvesCsv.Read(_file)).Where.ShouldBe(_file);
    }

    [Fact]
    public void Points_that_are_no_curve_are_refused()
    {
        Should.Throw<ArgumentException>(() => Curve([0, 1], [1]));
        Should.Throw<ArgumentException>(() => Curve([1], [1]));
        Should.Throw<ArgumentException>(() => Curve([0.5, 0.2, 1], [1, 1, 1]));
        Should.Throw<ArgumentException>(() => Curve([0, 1], [1, double.NaN]));
        Should.Throw<ArgumentException>(() => new MetricCurve(CurveKind.Gap, default, default));
        Curve([0, 0.5, 0.5, 1], [1, 0.5, 0.25, 0]).Curve.ShouldBe(Curve([0, 0.5, 0.5, 1], [1, 0.5, 0.25, 0]).Curve);
    }

    [Fact]
    public void A_run_records_the_curves_of_its_metrics_and_reads_them_back()
    {
        using var suite = new ToySuite();

        (ResultSet results, string _) = suite.Run();

        // The mean over bins of what comprehensiveness loses is what the table says of it.
        ComparisonColumn column = results.Table.Columns[0];
        MeanCurve curve = results.Curves[0];
        (curve.Metric, curve.Explainer, curve.Kind, curve.Cases).ShouldBe((column.Name, column.Explainers[0], CurveKind.Deletion, 8));
        curve.Means.Skip(1).Average(value => curve.Means[0] - value).ShouldBe(column.Comparison.Means[0].Mean, 1e-7);
        results.Curves.Select(entry => entry.Explainer).ShouldBe(column.Explainers);
    }

    public void Dispose() => File.Delete(_file);

    private static MeanCurve Mean(double[] shares, double[][] values)
    {
        var means = new CurveMeans();
        foreach (double[] row in values)
        {
            means.Add(Curve(shares, row));
        }

        return means.Of(new SampleRun("lime").With("faithfulness/deletion", [0.0]).Results().Run).Single();
    }

    private static ScoreCurve Curve(double[] shares, double[] values) =>
        new("lime", "deletion", new MetricCurve(CurveKind.Deletion, [.. shares], [.. values]));
}
