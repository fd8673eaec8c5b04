namespace Bench.Reporting.Tests;

public sealed class LabelPlacerTests
{
    private const double Width = 560;
    private const double Height = 298;

    [Fact]
    public void Names_of_points_at_the_right_end_stand_apart_and_inside()
    {
        var labels = new LabelPlacer(Width, Height);
        string[] names = ["kernel-shap:budget=200", "lime:samples=200", "partition-shap:budget=200", "leave-one-out", "sobol:samples=100"];

        double[] heights = [.. names.Select((name, i) =>
        {
            (double left, double top, _, _) = labels.Place(530 + i, 150 + i, name);
            left.ShouldBeGreaterThanOrEqualTo(64);
            (left + (7 * name.Length)).ShouldBeLessThanOrEqualTo(Width);
            return top;
        })];

        double[] inOrder = [.. heights.Order()];
        inOrder.Skip(1).Zip(inOrder, (next, one) => next - one).Min().ShouldBeGreaterThan(11);
    }

    [Fact]
    public void Where_all_is_taken_a_name_covers_another_rather_than_leave_the_plot()
    {
        var labels = new LabelPlacer(Width, Height);
        labels.Occupy(0, 0, Width, Height);

        (double left, _, _, _) = labels.Place(550, 150, "partition-shap:budget=200");

        (left + (7 * 25)).ShouldBeLessThanOrEqualTo(Width);
    }
}
