namespace Bench.Evaluation.Tests;

/// <summary>All threads that a run may use are the core's too: it shares them among the calls that are open.</summary>
public sealed class RunThreadsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_run_opens_its_model_with_all_the_threads_it_may_use(int threads)
    {
        using var suite = new ToySuite();

        suite.Run(suite.Settings with { Threads = threads });

        suite.OpenedWith.ShouldBe(threads);
    }
}
