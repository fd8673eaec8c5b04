using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class BuiltInMetricsTests
{
    private static readonly IReadOnlyList<Component<MetricDescriptor, IMetric>> _all =
        BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric")).All;

    public static TheoryData<string> Ids => [.. _all.Select(component => component.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_described_in_full(string id)
    {
        Component<MetricDescriptor, IMetric> component = _all.Single(entry => entry.Descriptor.Id == id);
        MetricDescriptor descriptor = component.Descriptor;

        id.ShouldMatch("^[a-z0-9]+(-[a-z0-9]+)*$");
        new[] { descriptor.Name, descriptor.ShortName, descriptor.Family, descriptor.Formula, descriptor.Citation, descriptor.Summary }
            .ShouldAllBe(text => text.Length > 0);
        descriptor.Minimum.ShouldBeLessThan(descriptor.Maximum);
        component.Options.ShouldAllBe(option => option.Summary.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Stays_in_its_range_and_repeats_itself(string id)
    {
        MetricDescriptor descriptor = _all.Single(entry => entry.Descriptor.Id == id).Descriptor;
        var random = new DeterministicRandom(7);
        for (int trial = 0; trial < 50; trial++)
        {
            int m = 2 + random.NextInt(9);
            double[] weights = [.. Enumerable.Range(0, m).Select(_ => random.NextGaussian())];
            double[] scores = [.. Enumerable.Range(0, m).Select(_ => Math.Round(2 * random.NextGaussian()))];
            bool[] rationale = [.. Enumerable.Range(0, m).Select(_ => random.NextInt(3) == 0)];
            MetricContext context = Toy.Linear(weights, scores, rationale);

            MetricScore score = Toy.Score(id, context);

            Toy.Score(id, context).ShouldBe(score);
            if (score.IsApplicable)
            {
                score.Value.ShouldBeInRange(descriptor.Minimum, descriptor.Maximum);
            }
        }
    }

    [Fact]
    public void Short_names_differ() => _all.Select(component => component.Descriptor.ShortName).ShouldBeUnique();
}
