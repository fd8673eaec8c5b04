using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Library.Tests;

/// <summary>Names of runs where there are none, as after the command was installed: the examples of help name such.</summary>
public sealed class BenchPathsTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public BenchPathsTests() => _root.Write("suites/film-reviews/suite.yaml", "name: film-reviews");

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("film-reviews", "`run film-reviews` makes one; `runs` lists those that are there")]
    [InlineData("Film-Reviews/sst2-bert-mini", "`run film-reviews` makes one; `runs` lists those that are there")]
    [InlineData("film-review", "Did you mean 'film-reviews'? Make one with `run SUITE` (`list suites` names the suites that ship), "
        + "or name a run's folder")]
    public void The_refusal_says_how_to_make_one(string name, string expected)
    {
        BenchException refused = Should.Throw<BenchException>(() => new BenchPaths(_root.Path).Run(name));

        refused.Problem.ShouldStartWith($"There is no finished run '{name}'");
        refused.Remedy.ShouldBe(expected);
    }
}
