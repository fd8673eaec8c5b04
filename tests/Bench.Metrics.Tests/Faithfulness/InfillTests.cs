using Bench.Abstractions;

namespace Bench.Metrics.Tests;

/// <summary>Metrics that fill removed tokens in instead of masking them.</summary>
public sealed class InfillTests
{
    private static readonly double[] _weights = [0.1, 0.2, 0.4];

    public static TheoryData<string> Removing => [.. BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric")).All
        .Where(component => component.Options.Any(option => option.Key == "removal")).Select(component => component.Descriptor.Id)];

    [Fact]
    public void Comprehensiveness_asks_the_model_about_filled_rows()
    {
        MetricContext context = Toy.Linear(_weights, [3, 2, 1]) with { Infill = new FirstWord() };

        double score = Toy.Score("aopc-comprehensiveness:bins=0.5;1,removal=infill", context).Value;

        // The first word stands for the first two, then for all three: 0.1 + 0.1 + 0.4 and 3 times 0.1 are left of 0.7.
        score.ShouldBe(Toy.P(0.7) - ((Toy.P(0.6) + Toy.P(0.3)) / 2), 1e-6);
        score.ShouldBeLessThan(Toy.Score("aopc-comprehensiveness:bins=0.5;1,removal=mask", context).Value);
    }

    [Theory]
    [MemberData(nameof(Removing))]
    public void Every_metric_that_removes_tokens_fills_them_in(string metric)
    {
        var infill = new FirstWord();
        MetricContext context = Toy.Linear(_weights, [3, 2, 1]);

        Toy.Score($"{metric}:removal=infill", context with { Infill = infill });

        infill.Filled.ShouldBePositive(metric);
        Should.Throw<BenchException>(() => Toy.Score($"{metric}:removal=infill", context)).Message.ShouldContain("'infill: DIR'");
    }

    /// <summary>Fills every masked place with the text's first word.</summary>
    private sealed class FirstWord : IInfill
    {
        public int Filled { get; private set; }

        public IReadOnlyList<InputRow> Fill(
            TokenizedText input, IReadOnlyList<InputRow> masked, CancellationToken cancellationToken = default)
        {
            Filled += masked.Count(row => row.TokenIds.Span.Contains(4));
            return [.. masked.Select(row => new InputRow { TokenIds = row.TokenIds.ToArray().Select(id => id == 4 ? 10 : id).ToArray() })];
        }
    }
}
