using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class ResultSetTests
{
    [Fact]
    public void A_folder_gives_back_what_the_run_gave()
    {
        using var suite = new ToySuite(settings: "target: all");
        (ResultSet run, string folder) = suite.Run();

        ResultSet read = ResultSet.Read(folder);

        Json(read.Run).ShouldBe(Json(run.Run));
        read.Run.Explainers.Select(explainer => explainer.Name).ShouldBe(["gradient-x-input", "lime:samples=40", "random"]);
        read.Run.Explainers[1].Options["samples"].ShouldBe("40");
        read.Run.Metrics[0].Descriptor.Direction.ShouldBe(MetricDirection.HigherIsBetter);
        read.Scores.ShouldBe(run.Scores);
        read.Table.Columns[0].Comparison.Means.ShouldBe(run.Table.Columns[0].Comparison.Means);
    }

    [Fact]
    public void Explanations_come_in_the_order_of_the_scores_with_rationales_and_names()
    {
        using var suite = new ToySuite(settings: "target: all");
        (ResultSet results, string _) = suite.Run();

        ExplanationRecord[] records = [.. results.Explanations];

        records.Select(record => (record.Instance!, record.Target.Label)).ShouldBe(
            results.Scores.Chunk(3 * 4).Select(block => (block[0].Instance, block[0].Target)));
        records[0].Explanations.Select(explanation => explanation.Name).ShouldBe(["gradient-x-input", "lime:samples=40", "random"]);
        int firstWord = records[0].Text.Split(' ')[0].Length;
        records[0].Rationales.ShouldNotBeNull().Single().Single().ShouldBe([0, firstWord, 0]);
        records[0].Tokens.Count(token => !token.Special).ShouldBe(3);
    }

    [Fact]
    public void Trust_flags_are_counted_and_come_back_with_the_explanations()
    {
        using var suite = new ToySuite();
        string folder = suite.Run().Folder;

        ResultSet results = ResultSet.Read(folder);

        ExplanationRecord[] records = [.. results.Explanations];
        IReadOnlyDictionary<string, RecordedFlags> trust = results.Run.Trust.ShouldNotBeNull();
        trust.Keys.ShouldBe(["gradient-x-input", "lime:samples=40", "random"]);
        foreach ((string explainer, RecordedFlags counts) in trust)
        {
            RecordedTrust[] found =
                [.. records.Select(record => record.Explanations.Single(entry => entry.Name == explainer).Trust.ShouldNotBeNull())];
            counts.Explanations.ShouldBe(8);
            counts.Flagged.Keys.ShouldBe(TrustFlags.All);
            counts.Flagged.ShouldAllBe(entry => entry.Value == found.Count(flags => flags.Flags.Contains(entry.Key)));
            counts.Flagged[TrustFlags.CloseCallFlag].ShouldBe(
                records.Count(record => Math.Abs(record.Probabilities[0] - record.Probabilities[1]) < TrustFlags.LeastMargin));
        }
    }

    [Theory]
    [InlineData("run.json", "\"seed\": 42", "\"seed\": \"x\"")]
    [InlineData("run.json", "\"metrics\"", "\"numbers\"")]
    [InlineData("run.json", "\"predicted\"", "\"guessed\"")]
    [InlineData("scores.csv", "lime", "lemon")]
    [InlineData("scores.csv", "t0,", "t9,")]
    [InlineData("scores.csv", "instance,target", "id,target")]
    [InlineData("explanations.jsonl", "\"tokens\"", "\"words\"")]
    [InlineData("explanations.jsonl", "\"scores\":[", "\"scores\":[1,")]
    [InlineData("explanations.jsonl", "\"end\":", "\"end\":99")]
    [InlineData("explanations.jsonl", "\"flags\"", "\"flag\"")]
    public void A_changed_file_is_refused_by_name(string file, string old, string changed)
    {
        using var suite = new ToySuite();
        string folder = suite.Run().Folder;
        Refused(folder, file, old, changed);

        // Files of versions that recorded no hashes are refused for what they say.
        suite.Run(suite.Settings with { Again = true }).Folder.ShouldNotBe(folder);
        suite.Unseal();
        Refused(suite.ModelResults, file, old, changed);
    }

    private static void Refused(string folder, string file, string old, string changed)
    {
        string path = Path.Combine(folder, file);
        string text = File.ReadAllText(path);
        text.ShouldContain(old);
        int place = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(path, text[..place] + changed + text[(place + old.Length)..]);

        BenchException error = Should.Throw<BenchException>(() => ResultSet.Read(folder).Explanations.Count());

        error.Where.ShouldNotBeNull().ShouldContain(file);
    }

    [Fact]
    public void A_cut_table_is_refused()
    {
        using var suite = new ToySuite();
        string path = Path.Combine(suite.Run().Folder, "scores.csv");
        File.WriteAllLines(path, File.ReadAllLines(path)[..^1]);
        Should.Throw<BenchException>(() => ResultSet.Read(suite.ModelResults)).Message.ShouldContain("is not the one that the run.json");
        suite.Unseal();

        Should.Throw<BenchException>(() => ResultSet.Read(suite.ModelResults)).Message.ShouldContain("expected a multiple of 12");
    }

    [Fact]
    public void A_folder_without_a_run_is_refused()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<BenchException>(() => ResultSet.Read(folder.Path)).Where.ShouldNotBeNull().ShouldEndWith("run.json");
    }

    private static string Json(RunManifest run)
    {
        using var writer = new StringWriter();
        run.Write(writer);
        return JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(writer.ToString()));
    }
}
