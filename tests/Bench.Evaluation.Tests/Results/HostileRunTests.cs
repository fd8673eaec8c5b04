using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Folders of runs that somebody made or changed with care: their hashes are right, what they say is not.</summary>
public sealed class HostileRunTests
{
    [Fact]
    public void A_changed_description_whose_seal_was_made_anew_is_refused_or_read_but_never_a_crash()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("BENCH_CORRUPTIONS") ?? "240", System.Globalization.CultureInfo.InvariantCulture);
        using var suite = new ToySuite(instances: 3);
        string folder = suite.Run().Folder;
        suite.Unseal();
        string path = Path.Combine(folder, RunManifest.FileName);
        byte[] bytes = File.ReadAllBytes(path);
        string[] values = ["null", "[]", "{}", "-1", "1e99", "\"\"", "9223372036854775807", "\"NaN\"", "[null]", "{\"a\":null}"];
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        var random = new DeterministicRandom(3);
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
                    changed[line] = lines[line][..(colon + 2)] + values[random.NextInt(values.Length)] + (lines[line].EndsWith(',') ? "," : "");
                }

                File.WriteAllText(path, string.Join('\n', changed));
            }

            Refused(() =>
            {
                var results = ResultSet.Read(folder);
                results.Explanations.Count();
                results.Table.Columns.Count().ShouldBeGreaterThanOrEqualTo(0);
                results.Analysis.Metrics.Count().ShouldBeGreaterThanOrEqualTo(0);
                ExplanationCost.Of(results).IsDefault.ShouldBeFalse();
                RunDifferences.All(results.Run, results.Run).ShouldBeEmpty();
            });
            Refused(() => RunCatalog.All(suite.Results));
            RunVerification.Of(folder);
        }
    }

    private static void Refused(Action read)
    {
        try
        {
            read();
        }
        catch (BenchException)
        {
        }
    }
}
