namespace Bench.Abstractions.Tests;

public sealed class DeterministicRandomTests
{
    [Fact]
    public void Follows_the_published_algorithm()
    {
        // Worked out independently in Python from the definitions of SplitMix64 and xoshiro256**.
        var random = new DeterministicRandom(42);

        ulong[] drawn = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];

        drawn.ShouldBe([1546998764402558742UL, 6990951692964543102UL, 12544586762248559009UL]);
    }

    [Fact]
    public void Derived_seeds_depend_on_seed_and_name()
    {
        DeterministicRandom.Derive(1, "a").ShouldBe(DeterministicRandom.Derive(1, "a"));
        DeterministicRandom.Derive(1, "a").ShouldNotBe(DeterministicRandom.Derive(1, "b"));
        DeterministicRandom.Derive(1, "a").ShouldNotBe(DeterministicRandom.Derive(2, "a"));
    }

    [Fact]
    public void Derived_seeds_depend_on_every_bit_of_the_seed_and_of_each_letter()
    {
        ulong[] seeds = [0, .. Enumerable.Range(0, 64).Select(bit => 1UL << bit)];
        string[] names = [.. Enumerable.Range(0, 16).Select(bit => new string((char)(1 << bit), 1))];

        seeds.Select(seed => DeterministicRandom.Derive(seed, "a")).Distinct().Count().ShouldBe(seeds.Length);
        names.Select(name => DeterministicRandom.Derive(1, name)).Distinct().Count().ShouldBe(names.Length);
    }

    [Fact]
    public void Bounded_integers_are_uniform()
    {
        var random = new DeterministicRandom(7);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
        {
            counts[random.NextInt(6)]++;
        }

        // χ² with 5 degrees of freedom stays below 20.5 in 99.9 % of samples; the seed is fixed.
        counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000).ShouldBeLessThan(20.5);
    }

    [Fact]
    public void Gaussians_have_mean_0_and_variance_1()
    {
        var random = new DeterministicRandom(8);
        double[] drawn = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian())];

        drawn.Average().ShouldBe(0, 0.01);
        drawn.Average(value => value * value).ShouldBe(1, 0.02);
        drawn.Average(value => value * value * value * value).ShouldBe(3, 0.1);
        drawn.Zip(drawn.Skip(1)).Average(pair => pair.First * pair.Second).ShouldBe(0, 0.01);
    }

    [Fact]
    public void Shuffling_reaches_every_order_equally_often()
    {
        var random = new DeterministicRandom(9);
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 24_000; i++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            random.Shuffle<char>(items);
            string order = new(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        counts.Count.ShouldBe(24);
        counts.Values.ShouldAllBe(count => count > 850 && count < 1150);
    }
}
