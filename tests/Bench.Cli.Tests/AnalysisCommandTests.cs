using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary><c>agreement</c>, <c>sensitivity</c>, <c>slices</c>, <c>cost</c> and <c>profile</c> on one small run.</summary>
public sealed class AnalysisCommandTests : IClassFixture<AnalysisCommandTests.SmallRun>
{
    private readonly string _run;

    public AnalysisCommandTests(SmallRun run) => _run = run.Folder;

    [Fact]
    public void Agreement_is_shown_for_the_run_and_for_every_instance()
    {
        JsonElement json = BenchProcess.Run("agreement", _run, "--k", "3", "--by-instance", "--format", "json").Json();

        json.GetProperty("cases").GetInt32().ShouldBe(8);
        json.GetProperty("instances").GetArrayLength().ShouldBe(8);
        JsonElement sign = json.GetProperty("measures").GetProperty("sign").GetProperty("mean");
        sign[0][1].GetDouble().ShouldBe(sign[1][0].GetDouble());
        sign[0][0].GetDouble().ShouldBe(1);
        double[] each = [.. json.GetProperty("instances").EnumerateArray()
            .Select(one => one.GetProperty("measures").GetProperty("sign").GetProperty("mean")[0][1].GetDouble())];
        sign[0][1].GetDouble().ShouldBe(each.Average(), 1e-12);
        JsonElement first = json.GetProperty("instances")[0];
        first.GetProperty("consensus").GetArrayLength().ShouldBe(first.GetProperty("features").GetArrayLength());

        string id = first.GetProperty("instance").GetString()!;
        BenchProcess.Outcome one = BenchProcess.Run("agreement", _run, "--instance", id, "--measure", "pairwise-rank");
        one.Output.ShouldContain($"Instance {id}, target ");
        one.Output.ShouldContain("Consensus: ");
        BenchProcess.Run("agreement", _run).Output.ShouldContain("Mean Spearman correlation of the magnitudes over 8 cases");
    }

    [Fact]
    public void Sensitivity_sets_selections_and_options_against_each_other()
    {
        JsonElement family = BenchProcess.Run("sensitivity", _run, "--format", "json").Json().GetProperty("families").EnumerateArray()
            .Single(entry => entry.GetProperty("family").GetString() == "sanity");

        family.GetProperty("metrics").EnumerateArray().Select(name => name.GetString())
            .ShouldBe(["mprt:steps=1", "mprt:order=bottom-up"], ignoreOrder: true);
        family.GetProperty("selections").GetInt32().ShouldBe(3);
        family.GetProperty("explainers").EnumerateArray().Sum(explainer => explainer.GetProperty("first_share").GetDouble())
            .ShouldBe(1, 1e-9);
        family.GetProperty("options")[0].GetProperty("variants").GetArrayLength().ShouldBe(2);
        BenchProcess.Run("sensitivity", _run).Output.ShouldContain("mprt with 2 sets of options");
    }

    [Fact]
    public void Slices_are_listed_and_compared()
    {
        BenchProcess.Run("slices", _run).Output.ShouldContain("correctness");
        JsonElement length =
            BenchProcess.Run("slices", _run, "--by", "length", "--metrics", "model-rows", "--format", "json").Json()
                .GetProperty("slicings")[0];

        length.GetProperty("slices").EnumerateArray().Sum(slice => slice.GetProperty("cases").GetInt32()).ShouldBe(8);
        JsonElement[] scores = [.. length.GetProperty("slices")[0].GetProperty("scores").EnumerateArray()];
        scores.Select(score => score.GetProperty("mean").GetProperty("mean").GetDouble()).ShouldBe([2, 2, 0]);
        BenchProcess.Run("slices", _run, "--by", "length").Output.ShouldContain("short (up to ");
    }

    [Fact]
    public void Cost_is_shown_in_rows_operations_and_seconds()
    {
        JsonElement[] explainers =
            [.. BenchProcess.Run("cost", _run, "--format", "json").Json().GetProperty("explainers").EnumerateArray()];

        explainers[0].GetProperty("rows_backward").GetDouble().ShouldBe(1);
        explainers[0].GetProperty("flops").GetDouble().ShouldBeGreaterThan(1e6);
        explainers[2].GetProperty("flops").GetDouble().ShouldBe(0);
        BenchProcess.Run("cost", _run).Output.ShouldContain("GFLOP");
    }

    [Fact]
    public void A_profile_sets_every_explainer_against_a_limit()
    {
        JsonElement[] explainers =
            [.. BenchProcess.Run("profile", _run, "--metric", "model-rows", "--limit", "1", "--format", "json").Json()
                .GetProperty("explainers").EnumerateArray()];

        explainers.Select(explainer => explainer.GetProperty("modes")[0].GetProperty("verdict").GetString())
            .ShouldBe(["fails", "fails", "holds"]);
        explainers[0].GetProperty("modes")[0].GetProperty("mean").GetDouble().ShouldBe(2);
        BenchProcess.Run("profile", _run, "--metric", "model-rows").Output.ShouldContain("2.00 ✗");
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        BenchProcess.Run("profile", _run).ShouldBeRefused("exact-correlation", "Its metrics: ");
        BenchProcess.Run("agreement", _run, "--instance", "nobody").ShouldBeRefused("'nobody'", "scores.csv");
        BenchProcess.Run("agreement", _run, "--k", "0").ShouldBeRefused("--k");
        BenchProcess.Run("slices", _run, "--by", "lenght").ShouldBeRefused("'lenght'", "length");
        BenchProcess.Run("slices", _run, "--metrics", "auprc").ShouldBeRefused("'auprc'", "--metrics");
        BenchProcess.Run("cost", "nowhere").ShouldBeRefused("run.json");
    }

    /// <summary>Eight film reviews by three explainers, with the randomisation test on a real model.</summary>
    public sealed class SmallRun : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public SmallRun()
        {
            BenchProcess.Outcome outcome = BenchProcess.Run(
                "run", "film-reviews", "--limit", "8", "--explainers", "gradient,gradient-x-input,random",
                "--metrics", "mprt:steps=1,mprt:order=bottom-up,model-rows,flops", "--out", _folder.Path);
            outcome.ExitCode.ShouldBe(0, outcome.Error);
            Folder = RunFolders.Only(_folder.Path);
        }

        public string Folder { get; }

        public void Dispose() => _folder.Dispose();
    }
}
