using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class NormalizedAopcTests
{
    // Words 10, 11, … push the logit by their bits in turn, and each pair of neighbours left pushes back.
    private static readonly FunctionModel _interacting = new(
        row =>
        {
            int[] left = [.. row.TokenIds.ToArray().Where(id => id >= 10)];
            double logit = left.Sum(id => Math.Sin(id * 7)) - (0.4 * left.Zip(left.Skip(1)).Count(pair => pair.Second == pair.First + 1));
            return [0, logit];
        },
        "A",
        "B");

    [Theory]
    [InlineData("")]
    [InlineData(":exact=0,beam=200")]
    public void Places_the_order_between_the_worst_and_the_best(string options)
    {
        int[][] orders = [.. Permutations([0, 1, 2, 3, 4])];
        double[] sums = [.. orders.Select(Sum)];
        (double lowest, double highest) = (sums.Min(), sums.Max());

        for (int i = 0; i < orders.Length; i += 17)
        {
            double[] scores = new double[5];
            foreach ((int rank, int word) in orders[i].Index())
            {
                scores[word] = -rank;
            }

            Toy.Score("normalized-aopc" + options, Toy.Context(_interacting, scores)).Value
                .ShouldBe((sums[i] - lowest) / (highest - lowest), 1e-4);
        }
    }

    [Fact]
    public void The_order_of_a_linear_models_weights_is_the_best()
    {
        double[] weights = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i))];

        Toy.Score("normalized-aopc:beam=1", Toy.Linear(weights, weights)).Value.ShouldBe(1, 1e-6);
        Toy.Score("normalized-aopc:beam=1", Toy.Linear(weights, [.. weights.Select(weight => -weight)])).Value.ShouldBe(0, 1e-6);
    }

    private static double Sum(int[] order) => Enumerable.Range(1, order.Length).Sum(k => -Probability([.. order.Skip(k).Order()]));

    private static double Probability(int[] words)
    {
        Tensor logits = _interacting.Predict([new InputRow { TokenIds = Row(words) }])[0];
        return Outputs.Value(_interacting.Info, logits, new Target(1), Quantity.Probability);
    }

    private static int[] Row(int[] words) => [2, .. Enumerable.Range(0, 5).Select(i => words.Contains(i) ? 10 + i : 4), 3];

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
