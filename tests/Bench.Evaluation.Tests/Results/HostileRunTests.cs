using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Folders of runs that somebody made or changed with care: their hashes are right, what they say is not.</summary>
public sealed class HostileRunTests
{
    [Fact]
    public void A_changed_description_whose_seal_was_made_anew_is_refused_or_read_but_never_a_crash()
    {
        int count = int.Parse(
            Environment.GetEnvironmentVariable("BENCH_CORRUPTIONS") ?? "240", System.Globalization.CultureInfo.InvariantCulture);
        using var suite = new ToySuite(instances: 3);
        string folder = suite.Run().Folder;
        suite.Unseal();
        string path = Path.Combine(folder, RunManifest.FileName);
        byte[] bytes = File.ReadAllBytes(path);
        string[] values = ["null", "[]", "{}", "-1", "1e99", "\"\"", "9223372036854775807", "\"NaN\"", "[null]", "{\"a\":null}"];
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        var random = new DeterministicRandom(3);
        int refused = 0;
        for (int round = 0; round < count; round++)
        {
            if (round % 2 == 0)
            {
                byte[] changed = [.. bytes];
                changed[random.NextInt(bytes.Length - 10)] ^= (byte)(1 << random.NextInt(7));
                File.WriteAllBytes(path, changed);
            }
            else
            {
                // Another value behind some key, of one line.
                string[] changed = [.. lines];
                int line = random.NextInt(lines.Length);
                int colon = lines[line].IndexOf(": ", StringComparison.Ordinal);
                if (colon > 0 && lines[line][^1] is not ('{' or '['))
                {
                    changed[line] = lines[line][..(colon + 2)] + values[random.NextInt(values.Length)]
                        + (lines[line].EndsWith(',') ? "," : "");
                }

                File.WriteAllText(path, string.Join('\n', changed));
            }

            refused += IsRefused(() =>
            {
                var results = ResultSet.Read(folder);
                results.Explanations.Count();
                results.Table.Columns.ShouldNotBeEmpty();
                results.Analysis.Metrics.ShouldNotBeEmpty();
                MeanCost.Of(results).IsDefault.ShouldBeFalse();
                RunDifferences.All(results.Run, results.Run).ShouldBeEmpty();
            }) ? 1 : 0;
            IsRefused(() => RunCatalog.All(suite.Results));
            RunVerification.Of(folder);
        }

        refused.ShouldBeGreaterThan(count / 4);
        refused.ShouldBeLessThan(count);
    }

    [Theory]
    [InlineData(RunManifest.FileName)]
    [InlineData(ScoresCsv.FileName)]
    [InlineData(CurvesCsv.FileName)]
    [InlineData(RunStore.FileName)]
    public void A_device_in_place_of_a_file_is_named_and_never_read_on_and_on(string name)
    {
        using var suite = new ToySuite(instances: 2);
        string folder = suite.Run().Folder;
        string path = Path.Combine(folder, name);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/zero");

        RunVerification.Of(folder).Problems.ShouldContain(problem => problem.Contains(path) && problem.Contains("a pipe or a device"));
    }

    [Fact]
    public void A_device_is_refused_where_no_hash_was_recorded_too()
    {
        using var suite = new ToySuite(instances: 2);
        string folder = suite.Run().Folder;
        suite.Unseal();
        string path = Path.Combine(folder, ScoresCsv.FileName);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/zero");

        Should.Throw<BenchException>(() => ResultSet.Read(folder)).Message.ShouldContain("a pipe or a device");
    }

    [Fact]
    public void A_file_that_is_missing_beside_its_description_is_named_with_the_way_to_get_it_back()
    {
        using var suite = new ToySuite(instances: 2);
        string folder = suite.Run().Folder;
        string path = Path.Combine(folder, ScoresCsv.FileName);
        File.Delete(path);

        BenchException error = Should.Throw<BenchException>(() => ResultSet.Read(folder));

        error.Where.ShouldBe(path);
        error.Message.ShouldContain("run the same command again");
    }

    [Fact]
    public void An_option_that_stands_twice_is_refused()
    {
        using var suite = new ToySuite(instances: 3);
        string path = Path.Combine(suite.Run().Folder, RunManifest.FileName);
        suite.Unseal();
        string text = File.ReadAllText(path);
        const string Samples = "\"samples\": 40";
        text.ShouldContain(Samples);
        File.WriteAllText(path, text.Replace(Samples, $"{Samples},\"samples\": 41", StringComparison.Ordinal));

        Should.Throw<BenchException>(() => RunManifest.Read(path)).Problem.ShouldContain("stands twice");
    }

    [Fact]
    public void A_key_that_stands_twice_is_refused_and_one_that_is_half_a_character_is_no_crash()
    {
        using var suite = new ToySuite(instances: 3);
        string path = Path.Combine(suite.Run().Folder, RunManifest.FileName);
        suite.Unseal();
        const string Suite = "\"suite\": \"toy\"";
        string text = File.ReadAllText(path);
        text.ShouldContain(Suite);

        File.WriteAllText(path, text.Replace(Suite, $"{Suite},{Suite}", StringComparison.Ordinal));
        Should.Throw<BenchException>(() => RunManifest.Read(path)).Problem.ShouldContain("Duplicate");
        File.WriteAllText(path, text.Replace(Suite, $"{Suite},\"\\ud800\": 1", StringComparison.Ordinal));
        IsRefused(() => RunManifest.Read(path));
    }

    // Any other exception ends the test.
    private static bool IsRefused(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (BenchException)
        {
            return true;
        }
    }
}
