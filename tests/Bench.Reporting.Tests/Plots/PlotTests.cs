using System.Xml.Linq;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class PlotTests
{
    [Theory]
    [InlineData(1, "rgb(33,102,172)", "#fff")]
    [InlineData(-1, "rgb(179,88,6)", "#fff")]
    [InlineData(0, "rgb(255,255,255)", "#000")]
    [InlineData(0.5, "rgb(144,179,214)", "#000")]
    [InlineData(7, "rgb(33,102,172)", "#fff")]
    public void Colours_of_known_numbers(double value, string background, string foreground)
    {
        DivergingScale.Background(value).ShouldBe(background);
        DivergingScale.Foreground(value).ShouldBe(foreground);
    }

    [Fact]
    public void Agreement_is_of_magnitudes_over_features_and_leaves_the_floor_out()
    {
        var agreement = new Agreement(["a", "b", "random"], floor: 2);
        ExplanationRecord sample = SampleResults.Explanation("i", "P", "one two three four");
        ExplanationRecord record = sample with
        {
            // Specials stand at both ends; magnitudes over the four features are 1 2 3 4, 2 1 4 3 and 4 3 2 1.
            Explanations =
            [
                new("a", [9, -1, 2, -3, 4, 9]), new("b", [0, 2, -1, 4, 3, 7]), new("random", [5, 4, 3, 2, 1, 0]),
            ],
        };

        agreement.Add(record).ShouldBe(0.4, 1e-12);
        agreement[0, 1].ShouldBe(0.6, 1e-12);
        agreement[2, 0].ShouldBe(-1, 1e-12);
        agreement[1, 1].ShouldBe(1);
    }

    [Fact]
    public void The_front_holds_what_nothing_beats_on_both() =>
        CostPlot.Front([(5, 0.9), (1, 0.2), (2, 0.3), (2, 0.5), (9, 0.9), (3, 0.5)]).ShouldBe([1, 3, 0]);

    [Fact]
    public void Quantiles_interpolate()
    {
        DistributionPlot.Quantile([1, 2, 4, 8], 0.5).ShouldBe(3);
        DistributionPlot.Quantile([1, 2, 4, 8], 0.25).ShouldBe(1.75);
        DistributionPlot.Quantile([5], 0.75).ShouldBe(5);
    }

    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-0.31, 0.3, "-0.2 0.0 0.2")]
    [InlineData(0, 277, "0 100 200")]
    [InlineData(-0.05, 277, "0 100 200")]
    public void Axes_have_round_numbers(double low, double high, string ticks) =>
        string.Join(' ', new Axis(low, high, 0, 100).Ticks().Select(tick => tick.Text)).ShouldBe(ticks);

    [Fact]
    public void Rank_bars_join_what_nemenyi_cannot_tell_apart()
    {
        // k = 3, n = 30: critical difference 2.343 · √(12 / 180) = 0.605. The ranks are 1.3, 1.7 and 3.
        double[][] blocks = [.. Enumerable.Range(0, 30).Select(i => i % 10 < 7 ? new[] { 3.0, 2, 1 } : [2, 3, 1])];

        var friedman = FriedmanTest.Of(blocks);

        friedman.CriticalDifference().ShouldBe(0.605, 1e-3);
        RankPlot.Bars(friedman).ShouldHaveSingleItem().ShouldBe([0, 1]);

        // Where Friedman's test finds nothing, one bar joins all.
        RankPlot.Bars(FriedmanTest.Of([[1, 2, 3], [3, 2, 1]])).ShouldHaveSingleItem().ShouldBe([0, 1, 2]);
        RankPlot.Bars(FriedmanTest.Of([[1, 1, 1], [2, 2, 2]])).ShouldHaveSingleItem().ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void The_rank_diagram_stands_names_by_their_ranks()
    {
        MetricAnalysis metric = SampleResults.Create().Analysis.Metrics[0];

        var svg = XDocument.Parse(RankPlot.Draw(metric, metric.Friedman!));

        // 'good' is first in every case, so its dot stands on the left end of the axis and that of 'random' on the right.
        double[] dots =
            [.. svg.Descendants().Where(element => element.Name.LocalName == "circle").Select(circle => (double)circle.Attribute("cx")!)];
        dots.ShouldBe([204, 468]);
        svg.Descendants().Select(element => element.Value).ShouldContain("good  1.00");
        svg.Descendants().Count(element => element.Value.StartsWith("Not told apart", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public void A_critical_difference_longer_than_the_line_is_said_not_drawn()
    {
        // k = 2 and n = 3: the critical difference is 1.960 · √(6 / 18) = 1.13, and the ranks span 1.
        string svg = RankPlot.Draw(SampleResults.Create().Analysis.Metrics[0], FriedmanTest.Of([[2, 1], [1, 2], [2, 1]]));

        svg.ShouldContain("critical difference 1.13: longer than the line");
    }

    [Fact]
    public void Curves_go_through_their_points_and_names_do_not_overlap()
    {
        ComparisonColumn column = SampleResults.Create().Table.Columns[0];
        MeanCurve[] curves =
        [
            new("good", "first", CurveKind.Deletion, [0, 0.5, 1], [1, 0.5, 0], 20),
            new("random", "first", CurveKind.Deletion, [0, 1], [1, 0.01], 20),
        ];

        var svg = XDocument.Parse(CurvePlot.Draw(column, curves));

        // Values 0 and 1 with a margin of 6 % fill pixels 278 to 14: 0.5 is the middle, 146.
        svg.Descendants().First(element => element.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ')[1].ShouldBe(
            "243,146");
        double[] names = [.. svg.Descendants().Where(element => element.Name.LocalName == "text" && element.Value is "good" or "random")
            .Select(text => (double)text.Attribute("y")!).Order()];
        (names[1] - names[0]).ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public void Names_of_curves_that_end_at_the_bottom_are_pushed_up()
    {
        MeanCurve[] curves =
        [
            .. ((string[])["good", "random", "good"]).Select(name =>
                new MeanCurve(name, "first", CurveKind.Deletion, [0, 1], [1, 0], 20)),
        ];

        var svg = XDocument.Parse(CurvePlot.Draw(SampleResults.Create().Table.Columns[0], curves));

        // A base line is 4 pixels below the middle of its name; the plot ends at 278.
        svg.Descendants().Where(element => element.Name.LocalName == "text" && element.Value is "good" or "random")
            .Select(text => (double)text.Attribute("y")!).Order().ShouldBe([252, 267, 282]);
    }

    [Fact]
    public void Other_selections_of_metrics_make_others_first()
    {
        ComparisonTable table = Ranked([3, 2, 1], [3, 1.1, 1], [1, 3, 2]).Table;

        var svg = XDocument.Parse(MetricChoicePlot.Draw(RankingSensitivity.Of(table), table));

        // Ranks of three explainers: 1 2 3, 1 2 3 and 3 1 2. Single metrics: a, a, b; pairs: a (2 to 4), then 4, 3, 5 twice: b; all: 5, 5,
        // 8, shared.
        string[] texts = [.. svg.Descendants().Select(element => element.Value)];
        texts.ShouldContain("a: first in 50 % of the selections; first without m2");
        texts.ShouldContain("<b>: first in 50 % of the selections; first without m0, m1");
        texts.ShouldContain("c: first in 0 % of the selections");
    }

    [Fact]
    public void An_explainer_that_is_judged_apart_has_a_name_and_no_bar()
    {
        ComparisonTable table = Ranked([3, 2, 1], [3, 1.1, 1], [1, 3, 2]).Table;
        RankingSensitivity[] families = [.. RankingSensitivity.Of(table).Select(family => family with
        {
            FirstShare = family.FirstShare.SetItem(2, double.NaN),
        })];

        string svg = MetricChoicePlot.Draw(families, table);

        svg.ShouldNotContain("NaN");
        svg.ShouldContain("c: judged apart, in no joint ranking");
        svg.ShouldContain("not ranked");
    }

    private static ResultSet Ranked(params double[][] means)
    {
        ResultSet sample = SampleResults.Create();
        string[] names = ["a", "<b>", "c"];
        return new ResultSet
        {
            Run = sample.Run with
            {
                Explainers = [.. names.Select(name => sample.Run.Explainers[0] with { Name = name })],
                Metrics = [.. means.Select((_, m) => sample.Run.Metrics[0] with
                {
                    Name = $"m{m}",
                    Descriptor = sample.Run.Metrics[0].Descriptor with { ShortName = $"m{m}" },
                })],
            },
            Scores = [.. Enumerable.Range(0, 2).SelectMany(i => names.SelectMany((name, e) => means.Select((row, m) =>
                new ScoreRow($"i{i}", "P", name, $"m{m}", row[e] + (7 * i * m), ScoreRow.Ok))))],
        };
    }

    [Fact]
    public void Plots_are_well_formed_whatever_strangers_call_things()
    {
        ResultSet sample = SampleResults.Create();
        const string evil = "\"><script>alert('x')</script>&\u0001";
        var results = new ResultSet
        {
            Run = sample.Run with { Explainers = [sample.Run.Explainers[0] with { Name = evil }, sample.Run.Explainers[1]] },
            Scores = [.. sample.Scores.Select(row => row.Explainer == "good" ? row with { Explainer = evil } : row)],
            Explanations = sample.Explanations,
            Curves = [new MeanCurve(evil, "first", CurveKind.Deletion, [0, 1], [0.9, 0.1], 20)],
        };

        Panel[] panels = [.. Figures.Of(results, PageData.Of(results)).SelectMany(figure => figure.Panels)];

        panels.Length.ShouldBe(8);
        foreach (Panel panel in panels)
        {
            var svg = XDocument.Parse(panel.Svg);
            svg.Descendants().ShouldNotContain(element => element.Name.LocalName == "script");
            svg.Descendants().Any(element => element.Value.Contains("\"><script>", StringComparison.Ordinal)).ShouldBeTrue();
        }
    }
}
