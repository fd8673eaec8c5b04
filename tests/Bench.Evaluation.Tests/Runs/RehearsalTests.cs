using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>What is computed before a run, thrown away, and tells how long it will take.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public void A_run_is_told_how_long_it_will_take_before_it_begins_and_a_finished_one_is_not()
    {
        using var suite = new ToySuite();
        var progress = new Recorder();

        (ResultSet results, _) = suite.Run(progress: progress);
        suite.Run(progress: progress);

        RunEstimate estimate = progress.Estimates.ShouldHaveSingleItem();
        progress.StartedBefore.ShouldBe(0);
        estimate.Instances.ShouldBe(results.Run.Instances);
        estimate.RowsPerSecond.ShouldBeGreaterThan(0);

        // By the shortest text, each token as dear as there.
        long computed = results.Run.Computed.RowsForward + results.Run.Computed.RowsBackward;
        estimate.Rows.ShouldBeInRange(computed / 4, computed * 4);
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

        public int StartedBefore { get; private set; }

        private int Starts { get; set; }

        public void Estimated(RunEstimate estimate)
        {
            Estimates.Add(estimate);
            StartedBefore = Starts;
        }

        public void Started(int instances, int done) => Starts++;

        public void Advanced(int done)
        {
        }
    }
}
