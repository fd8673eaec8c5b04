using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class ResamplesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_draw_counts_rows_and_sums_to_one(int rows)
    {
        var draws = new DrawWeights(50, 3);
        double[] weights = new double[rows];
        for (int draw = 0; draw < draws.Count; draw++)
        {
            draws.Next(weights);

            weights.Sum().ShouldBe(1, 1e-12);
            weights.ShouldAllBe(weight => Math.Abs((weight * rows) - Math.Round(weight * rows)) < 1e-12);
        }
    }

    [Fact]
    public void Every_row_is_drawn_as_often_as_another()
    {
        const int Draws = 20_000;
        double[][] sums = Resamples.Sums([.. Enumerable.Range(0, 5).Select(row => Row(row))], new DrawWeights(Draws, 4));

        // The share of five draws that are one row has the mean 1/5 and the variance 1/5 · 4/5 / 5.
        sums.Select(shares => shares.Average()).ShouldBe(Enumerable.Repeat(0.2, 5), 0.005);
        sums.Select(shares => shares.Average(share => Math.Pow(share - 0.2, 2))).ShouldBe(Enumerable.Repeat(0.032, 5), 0.002);
        double[] Row(int row) => [.. Enumerable.Range(0, 5).Select(i => i == row ? 1.0 : 0)];
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(9, 8)]
    public void Sums_are_those_of_the_weightings_whatever_divides_by_four(int rows, int draws)
    {
        var random = new DeterministicRandom(5);
        double[][] columns =
            [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, rows).Select(_ => random.NextGaussian()).ToArray())];
        var same = new DrawWeights(draws, 6);
        double[] weights = new double[rows];

        double[][] sums = Resamples.Sums(columns, new DrawWeights(draws, 6));

        for (int draw = 0; draw < draws; draw++)
        {
            same.Next(weights);
            for (int column = 0; column < columns.Length; column++)
            {
                sums[column][draw].ShouldBe(columns[column].Zip(weights, (x, w) => x * w).Sum(), 1e-12);
            }
        }
    }
}
