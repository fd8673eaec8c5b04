using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Runs that were stopped inside an instance, and runs that get more explainers.</summary>
public sealed class ContinuedRunTests
{
    private static readonly ComponentSpec[] _two = [ComponentSpec.Parse("lime:samples=40"), ComponentSpec.Parse("random")];
    private static readonly ComponentSpec _third = ComponentSpec.Parse("lime:samples=20");

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(26)]
    public void Only_the_explainers_that_an_instance_lacks_are_computed_again(int calls)
    {
        using var reference = new ToySuite();
        reference.Run(reference.Settings with { Explainers = [.. _two] });
        using var suite = new ToySuite();
        RunSettings settings = suite.Settings with { Explainers = [.. _two] };
        using var stop = new CancellationTokenSource();
        suite.Decorate = model => new CountingModel(model) { Called = count => { if (count == calls) { stop.Cancel(); } } };
        Should.Throw<OperationCanceledException>(() => suite.Run(settings, cancellationToken: stop.Token));
        int saved;
        using (RunStore store = RunStore.OpenReadOnly(suite.ModelResults))
        {
            saved = Enumerable.Range(0, 8).Sum(index => store.Done(index).Count);
        }

        suite.Decorate = model => model;
        (ResultSet results, string _) = suite.Run(settings);

        saved.ShouldBeInRange(1, 15);
        foreach (string file in new[] { "scores.csv", "curves.csv", "explanations.jsonl" })
        {
            suite.Read(file).ShouldBe(reference.Read(file));
        }

        results.Run.Asked.ShouldBe(ResultSet.Read(reference.ModelResults).Run.Asked);
    }

    [Fact]
    public void An_added_explainer_is_all_that_is_computed_and_the_rest_stays_as_it_was()
    {
        using var reference = new ToySuite();
        reference.Run(reference.Settings with { Explainers = [.. _two, _third] });
        using var alone = new ToySuite();
        long rowsAlone = Rows(alone, alone.Settings with { Explainers = [_third] });
        using var suite = new ToySuite();
        suite.Run(suite.Settings with { Explainers = [.. _two] });

        long rows = Rows(suite, suite.Settings with { AddedExplainers = [_third] });
        long again = Rows(suite, suite.Settings with { AddedExplainers = [_third] });

        rows.ShouldBe(rowsAlone);
        again.ShouldBe(0);
        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
        suite.Read("explanations.jsonl").ShouldBe(reference.Read("explanations.jsonl"));
    }

    [Fact]
    public void Explainers_are_added_to_a_run_of_the_same_suite_and_options_only()
    {
        using var suite = new ToySuite();
        Should.Throw<BenchException>(() => suite.Run(suite.Settings with { AddedExplainers = [_third] })).Message
            .ShouldContain("no finished run");
        Directory.Exists(suite.Results).ShouldBeFalse();
        suite.Run(suite.Settings with { Limit = 4, Seed = 1 });
        string before = suite.Read("scores.csv");

        BenchException error = Should.Throw<BenchException>(() => suite.Run(suite.Settings with { AddedExplainers = [_third], Limit = 5 }));

        error.Problem.ShouldEndWith("differs from this command in limit 5, was 4; seed 42, was 1");
        suite.Read("scores.csv").ShouldBe(before);
        suite.Run(suite.Settings with { AddedExplainers = [_third], Limit = 4, Seed = 1 }).Results.Run.Explainers.Length.ShouldBe(4);
    }

    private static long Rows(ToySuite suite, RunSettings settings)
    {
        CountingModel? counter = null;
        suite.Decorate = model => counter = new CountingModel(model);
        suite.Run(settings);
        suite.Decorate = model => model;
        return counter!.Rows;
    }
}
