using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>What is computed before a run and thrown away, and how long the run is said to take.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public void A_run_is_told_how_long_it_will_take_when_its_first_text_is_done_and_a_finished_one_is_not()
    {
        using var suite = new ToySuite();
        var progress = new Recorder();

        (ResultSet results, _) = suite.Run(progress: progress);
        suite.Run(progress: progress);

        RunEstimate estimate = progress.Estimates.ShouldHaveSingleItem();
        progress.DoneBefore.ShouldBe(1);
        estimate.Instances.ShouldBe(results.Run.Instances);
        estimate.RowsPerSecond.ShouldBeGreaterThan(0);

        // By the shortest text, each token as dear as there.
        long computed = results.Run.Computed.RowsForward + results.Run.Computed.RowsBackward;
        estimate.Rows.ShouldBeInRange(computed / 4, computed * 4);
    }

    [Fact]
    public void What_the_first_text_took_is_not_computed_again()
    {
        using var suite = new ToySuite();
        using var stop = new CancellationTokenSource();
        var stopped = new Recorder { Told = stop.Cancel };
        var resumed = new Recorder();

        Should.Throw<OperationCanceledException>(() => suite.Run(progress: stopped, cancellationToken: stop.Token));
        suite.Run(progress: resumed).Results.Run.ResumedInstances.ShouldBe(1);

        resumed.StartedAt.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_said_of_a_single_text()
    {
        using var suite = new ToySuite(instances: 1);
        var progress = new Recorder();

        suite.Run(progress: progress);

        progress.Estimates.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(30, "about 0:30:")]
    [InlineData(0.2, "about a second:")]
    [InlineData(7265, "about 2:01:05:")]
    [InlineData(180_000, "about 2 days 2 h:")]
    public void The_sentence_has_time_rows_and_rate(double seconds, string time)
    {
        string sentence = new RunEstimate(230, (long)(seconds * 1000), 1000).ToString();

        sentence.ShouldContain(time);
        sentence.ShouldContain("230 instances");
        sentence.ShouldContain("1,000 rows a second");
    }

    [Fact]
    public void An_explainer_runs_once_on_few_tokens_before_it_is_timed()
    {
        var explainer = new Watched();
        var tokenizer = new ToyTokenizer();
        var request = new ExplanationRequest
        {
            Model = new BagOfWordsModel(_ => 0.5, curvature: 0.7),
            Tokenizer = tokenizer,
            Input = tokenizer.Tokenize("one two three four five six"),
            Target = new Target(0),
        };
        Configured<ExplainerDescriptor, IExplainer> configured = new Catalog<ExplainerDescriptor, IExplainer>("explainer")
            .Add<NoOptions>(Watched.Descriptor, _ => explainer).Configure(new ComponentSpec("watched"));

        WarmUp.Run([configured], request, CancellationToken.None);
        WarmUp.Run([configured], request, CancellationToken.None);

        explainer.Lengths.ShouldBe([3]);
        Should.Throw<OperationCanceledException>(() =>
            WarmUp.Quietly(token => token.ThrowIfCancellationRequested(), TimeSpan.FromSeconds(1), new CancellationToken(true)));
        WarmUp.Quietly(_ => throw new BenchException("no", null, "no"), TimeSpan.FromSeconds(1), CancellationToken.None).ShouldBeFalse();
    }

    private sealed class Watched : IExplainer
    {
        public static ExplainerDescriptor Descriptor { get; } = new()
        {
            Id = "watched",
            Name = "Watched",
            Family = "test",
            CostFormula = "none",
            Citation = "none",
            Summary = "Says what it is given, and fails.",
        };

        public List<int> Lengths { get; } = [];

        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
        {
            Lengths.Add(request.Input.FeaturePositions.Length);
            throw new BenchException("It fails", null, "Nothing");
        }
    }

    private sealed class Recorder : IRunProgress
    {
        public List<RunEstimate> Estimates { get; } = [];

        public int DoneBefore { get; private set; }

        public int StartedAt { get; private set; }

        public Action Told { get; init; } = () => { };

        private int Done { get; set; }

        public void Estimated(RunEstimate estimate)
        {
            Estimates.Add(estimate);
            DoneBefore = Done;
            Told();
        }

        public void Started(int instances, int done) => StartedAt = Done = done;

        public void Advanced(int done) => Done = done;
    }
}
