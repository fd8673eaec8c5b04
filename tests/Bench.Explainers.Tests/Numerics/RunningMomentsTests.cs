namespace Bench.Explainers.Tests;

public class RunningMomentsTests
{
    [Fact]
    public void Mean_variance_and_standard_error_are_those_of_all_vectors()
    {
        var moments = new RunningMoments(2);
        foreach (double[] vector in (double[][])[[1, 10], [3, 10], [8, 10]])
        {
            moments.Add(vector);
        }

        // Deviations −3, −1 and 4: their squares sum to 26.
        moments.Mean.ShouldBe([4, 10]);
        moments.Variance().ShouldBeClose([26 / 3.0, 0], 1e-14);
        moments.StandardError().ShouldBeClose([Math.Sqrt(26 / 2.0 / 3), 0], 1e-14);
        moments.DegreesOfFreedom.ShouldBe(2);
    }

    [Fact]
    public void One_vector_says_nothing_of_the_error()
    {
        var moments = new RunningMoments(1);
        moments.Add([5]);

        moments.Mean.ShouldBe([5]);
        moments.StandardError().ShouldBeEmpty();
        moments.DegreesOfFreedom.ShouldBe(double.NaN);
    }
}
