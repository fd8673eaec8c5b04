using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

/// <summary>Explainers that look at how tokens mix (value zeroing, ALTI) are nudged as all others are.</summary>
public sealed class NudgedMixingTests
{
    [Theory]
    [InlineData("max-sensitivity")]
    [InlineData("relative-input-stability")]
    [InlineData("relative-output-stability")]
    public void Nudges_reach_the_mixing_of_tokens(string metric)
    {
        MetricContext context = Explained.By(new MixingExplainer(), new MixingModel(), 3);

        Toy.Score($"{metric}:samples=20", context).Value.ShouldBeGreaterThan(0);
    }

    /// <summary>What the first token takes from each other.</summary>
    private sealed class MixingExplainer : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
        {
            Tensor map = request.Model.Mix([request.Input.Row], TokenMixing.Alti)[0];
            return new Attribution([.. request.Input.Tokens.Select((_, i) => (double)map.Span[i])]);
        }
    }

    /// <summary>
    /// A bag of words in which every token takes from each other in proportion to the square of its first embedding value.
    /// </summary>
    private sealed class MixingModel() : ModelDecorator(new BagOfWordsModel(id => id - 9))
    {
        public override Ask Offers => Inner.Offers | Ask.Mixing;

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            [.. queries.Select(query => query.Ask == Ask.Mixing ? Mix(query.Row) : Inner.Answer(query, cancellationToken))];

        private Answer Mix(InputRow row)
        {
            int n = row.Length;
            ReadOnlyMemory<float> given = row.Embeddings?.Origin ?? Embed(row).Data;
            double[] squares = [.. Enumerable.Range(0, n).Select(i => Math.Pow(given.Span[2 * i], 2))];
            return new Answer
            {
                Mixing = new Tensor(
                    Enumerable.Range(0, n * n).Select(i => (float)(squares[i % n] / squares.Sum())).ToArray(), new Shape(1, n, n)),
            };
        }
    }
}
