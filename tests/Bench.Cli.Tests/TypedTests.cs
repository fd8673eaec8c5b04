using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The command line as people type it.</summary>
public sealed class TypedTests
{
    private const string Text = "Not a dull moment in it.";

    [Fact]
    public void A_text_alone_is_explained_with_the_model_that_ships()
    {
        BenchProcess.Outcome outcome = BenchProcess.Run(
            "explain", Text, "--explainer", "Gradient,Random", "--explainers", "LIME:Samples=20", "--format", "JSON");

        outcome.Json().At("model").GetString().ShouldBe("sst2-bert-mini");
        outcome.Json().At("explanations").EnumerateArray().Select(one => one.At("name").GetString())
            .ShouldBe(["gradient", "random", "lime:samples=20"]);
        outcome.Error.ShouldContain("--model names another");
    }

    [Fact]
    public void An_unknown_command_is_named_alone()
    {
        BenchProcess.Outcome outcome = BenchProcess.Run("explian", Text);

        outcome.ShouldBeRefused("There is no command 'explian'", "Did you mean 'explain'");
        outcome.Error.ShouldNotContain(Text);
    }

    [Fact]
    public void A_run_of_one_text_has_no_parts_to_compare_and_says_that_more_texts_help()
    {
        using var folder = new TemporaryFolder();
        string[] run = ["run", "film-reviews", "--limit", "1", "--explainers", "gradient", "--metrics", "model-rows", "--out", folder.Path];
        BenchProcess.Run(run).ExitCode.ShouldBe(0);

        string made = Path.GetDirectoryName(Directory.GetFiles(folder.Path, "run.json", SearchOption.AllDirectories).Single())!;
        BenchProcess.Run("slices", made).ShouldBeRefused("no parts to compare", "more texts");
    }

    [Fact]
    public void Without_a_model_that_ships_one_must_be_named()
    {
        using var folder = new TemporaryFolder();

        BenchProcess.RunWith(("BENCH_ROOT", folder.Path), "explain", Text).ShouldBeRefused("No model was named", "--model", "`models`");
    }

    [Theory]
    [InlineData(new[] { "explain", "not", "bad" }, "stands in quotes")]
    [InlineData(new[] { "explain", "--truncat" }, "Did you mean '--truncate'")]
    [InlineData(new[] { "explain", Text, "--text", Text }, "Two texts")]
    [InlineData(new[] { "explian", Text }, "Did you mean 'explain'")]
    [InlineData(new[] { "explain", Text, "--model", "sst2-bert-min" }, "Did you mean 'sst2-bert-mini'")]
    [InlineData(new[] { "explain", Text, "--explainer", "grdient" }, "Did you mean 'gradient'")]
    [InlineData(new[] { "explain", Text, "--target", "POSTIVE" }, "Did you mean 'POSITIVE'")]
    [InlineData(new[] { "explain", Text, "--profile", "feret" }, "Did you mean 'ferret'")]
    [InlineData(new[] { "run", "film-revews" }, "Did you mean 'film-reviews'")]
    [InlineData(new[] { "run", "film-reviews", "--metrics", "Copmr" }, "Did you mean 'Compr'")]
    [InlineData(new[] { "report", "film-reviews/sst2-bert-min" }, "Did you mean 'film-reviews/sst2-bert-mini'")]
    [InlineData(new[] { "slices", "film-reviews", "--metrics", "auprcc" }, "Did you mean 'auprc'")]
    public void Mistyped_names_are_told_what_they_come_near_to(string[] words, string suggestion)
    {
        BenchProcess.Outcome outcome = BenchProcess.Run(words);

        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("error: ");
        outcome.Error.ShouldContain(suggestion);
    }

    [Fact]
    public void Labels_models_and_suites_are_taken_in_any_case()
    {
        BenchProcess.Run(
            "explain", Text, "--model", "SST2-BERT-mini", "--target", "positive", "--explainer", "gradient", "--format", "json")
            .Json().At("target", "label").GetString().ShouldBe("POSITIVE");
        BenchProcess.Run("report", "Film-Reviews", "--format", "CSV").Output.ShouldContain("gradient");
    }

    [Fact]
    public void A_run_takes_metrics_as_tables_show_them_and_a_finished_one_answers_from_its_store()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["run", "FILM-reviews", "--limit", "2", "--explainer", "gradient", "--explainer", "Random", "--metrics",
            "compr (delete),AUPRC,Rows", "--out", folder.Path];

        BenchProcess.Outcome first = BenchProcess.Run(words);
        string run = RunFolders.Only(folder.Path);
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(run, "scores.csv"));
        BenchProcess.Outcome second =
            BenchProcess.Run([.. words[..^4], "--metrics", "aopc-comprehensiveness:removal=delete,auprc,model-rows", .. words[^2..]]);

        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.ShouldContain("Compr (delete) = aopc-comprehensiveness:removal=delete");
        first.Output.ShouldNotContain("--again");
        second.Output.ShouldContain("done, --again computes anew");
        second.Output.ShouldContain("│ gradient");
        RunFolders.Only(folder.Path).ShouldBe(run);
        File.GetLastWriteTimeUtc(Path.Combine(run, "scores.csv")).ShouldBe(written);
        BenchProcess.Run("profile", "failure-modes", "--metric", "exact-R").Output.ShouldContain("exact-correlation");
        BenchProcess.Run("compare", run, run, "--fail-if-worse", "Compr (delete):0.1").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Metrics_of_one_text_are_taken_as_tables_show_them()
    {
        using var folder = new TemporaryFolder();
        string scores = folder.Write("scores.json", JsonSerializer.Serialize(new double[] { 1, 0, 0, 3, 1, 0, 0, 0 }[..7]));

        JsonElement json =
            BenchProcess.Run(
                "evaluate", Text, "--scores", scores, "--metrics", "Compr (delete),suff", "--metric", "entropy", "--format", "json").Json();

        json.At("scores").EnumerateArray().Select(score => score.At("metric").GetString())
            .ShouldBe(["aopc-comprehensiveness:removal=delete", "aopc-sufficiency", "entropy"]);
    }
}
