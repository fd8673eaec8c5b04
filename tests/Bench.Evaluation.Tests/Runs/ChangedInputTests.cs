using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>What a run reads is changed by others while it lasts.</summary>
public sealed class ChangedInputTests : IDisposable
{
    // More than a reader takes at once, so that rows are still to be read when the file changes.
    private const int Instances = 300;

    private readonly ToySuite _suite = new(Instances);

    private string Texts => Path.Combine(Path.GetDirectoryName(_suite.File)!, "texts.jsonl");

    public void Dispose() => _suite.Dispose();

    [Theory]
    [InlineData("other texts")]
    [InlineData("other labels")]
    [InlineData("other rationales")]
    [InlineData("fewer rows")]
    public void A_dataset_that_changes_is_refused_and_what_was_stored_is_of_the_old_one(string what)
    {
        string[] lines = File.ReadAllLines(Texts);
        string[] changed = what switch
        {
            "other texts" => [.. lines.Select(line => line.Replace("film", "plot", StringComparison.Ordinal))],
            "other labels" => [.. lines.Select(line => line.Replace("\"NEGATIVE\"", "\"POSITIVE\"", StringComparison.Ordinal))],
            "other rationales" => [.. lines.Select(line => line.Replace("]]}", "],[1,3]]}", StringComparison.Ordinal))],
            _ => lines[..20],
        };
        ChangeAtCall(400, () => File.WriteAllText(Texts, string.Join('\n', changed) + "\n"));

        BenchException refused = Should.Throw<BenchException>(() => _suite.Run());

        refused.Problem.ShouldContain("changed while it is used");
        refused.Where!.ShouldStartWith(Texts);
        File.WriteAllText(Texts, string.Join('\n', lines) + "\n");
        ShouldContinueAsIfNothingHadBeen();
    }

    [Fact]
    public void A_file_of_the_model_that_changes_is_refused_and_what_was_stored_is_of_the_old_one()
    {
        Directory.CreateDirectory(_suite.ModelFolder);
        string weights = Path.Combine(_suite.ModelFolder, "model.safetensors");
        File.WriteAllText(weights, "weights");
        ChangeAtCall(400, () => File.WriteAllText(weights, "WEIGHTS"));

        BenchException refused = Should.Throw<BenchException>(() => _suite.Run());

        refused.Problem.ShouldContain("changed while it is used");
        refused.Where.ShouldBe(weights);
        File.WriteAllText(weights, "weights");
        ShouldContinueAsIfNothingHadBeen();
    }

    [Fact]
    public void A_dataset_that_changes_before_it_is_checked_is_refused()
    {
        Suite suite = SuiteFile.Read(_suite.File);
        RunPlanner planner = _suite.Planner();
        RunPlan plan = planner.Plan(suite, suite.Models[0], _suite.Settings);

        File.AppendAllText(Texts, "\n");

        Should.Throw<BenchException>(() => planner.Check(plan, default)).Where.ShouldBe(Texts);
    }

    private void ShouldContinueAsIfNothingHadBeen()
    {
        _suite.Decorate = model => model;
        var progress = new Resumed();
        _suite.Run(progress: progress);
        string continued = _suite.Read(ScoresCsv.FileName);

        progress.Complete.ShouldBeInRange(1, Instances - 1);
        _suite.Run(_suite.Settings with { Again = true });
        _suite.Read(ScoresCsv.FileName).ShouldBe(continued);
    }

    private void ChangeAtCall(int call, Action change) => _suite.Decorate = model => new Calling(model, calls =>
    {
        if (calls == call)
        {
            change();
        }
    });

    private sealed class Calling(IModel inner, Action<int> called) : ModelDecorator(inner)
    {
        private int _calls;

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            called(Interlocked.Increment(ref _calls));
            return Inner.Answer(queries, cancellationToken);
        }
    }

    private sealed class Resumed : IRunProgress
    {
        public int Complete { get; private set; }

        public void Started(int instances, int done) => Complete = done;

        public void Advanced(int done)
        {
        }

        public void Note(string sentence)
        {
        }
    }
}
