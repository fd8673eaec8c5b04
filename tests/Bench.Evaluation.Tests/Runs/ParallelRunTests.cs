using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Threads, gathering and remembered rows change nothing but the time.</summary>
public sealed class ParallelRunTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    public void Equal_runs_give_equal_bytes_whatever_the_threads_and_with_the_store_off(int threads, bool useStore)
    {
        using var reference = new ToySuite();
        reference.Run();
        using var suite = new ToySuite();

        suite.Run(suite.Settings with { Threads = threads, Remember = useStore });

        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
    }

    [Fact]
    public void Equal_runs_give_equal_bytes_where_the_questions_of_several_texts_are_gathered()
    {
        using var reference = new ToySuite(40);
        reference.Run();
        using var suite = new ToySuite(40) { Decorate = model => new GatheringModel([model]) };

        suite.Run(suite.Settings with { Threads = 8 });

        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
    }

    [Fact]
    public void More_threads_than_texts_work_at_once_and_compute_the_same()
    {
        using var reference = new ToySuite(2);
        reference.Run();
        using var meeting = new ManualResetEventSlim();
        using var suite = new ToySuite(2) { Decorate = model => new MeetingModel(model, meeting) };

        ResultSet results = suite.Run(suite.Settings with { Threads = 4 }).Results;

        meeting.IsSet.ShouldBeTrue();
        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
        results.Run.Computed.ShouldBe(ResultSet.Read(reference.ModelResults).Run.Computed);
    }

    [Fact]
    public void The_store_saves_rows_and_counts_them()
    {
        using var suite = new ToySuite();

        (ResultSet results, string _) = suite.Run();
        (ResultSet without, string _) = suite.Run(suite.Settings with { Remember = false, Again = true });

        without.Run.Computed.ShouldBe(without.Run.Asked);
        results.Run.Asked.ShouldBe(without.Run.Asked);
        results.Run.Computed.RowsForward.ShouldBeLessThan(results.Run.Asked.RowsForward);
    }

    // Three callers meet, with two texts; until they have, each waits a moment for the others.
    private sealed class MeetingModel(IModel inner, ManualResetEventSlim meeting) : ModelDecorator(inner)
    {
        private int _inside;

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _inside) == 3)
            {
                meeting.Set();
            }

            meeting.Wait(TimeSpan.FromSeconds(0.5), cancellationToken);
            Interlocked.Decrement(ref _inside);
            return Inner.Answer(queries, cancellationToken);
        }
    }
}
