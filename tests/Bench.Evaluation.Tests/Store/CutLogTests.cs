using System.Globalization;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>
/// Runs whose log ends at any byte, as a killed process or a failed machine may leave it: the same command goes on from there and ends with
/// the same bytes. BENCH_KILLS sets how many are tried, 40 unless given.
/// </summary>
public sealed class CutLogTests
{
    private static readonly string[] _files = ["scores.csv", "cases.csv", "curves.csv", "explanations.jsonl"];

    [Fact]
    public void A_log_that_ends_anywhere_is_gone_on_with_and_ends_with_the_same_bytes()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("BENCH_KILLS") ?? "40", CultureInfo.InvariantCulture);
        using var reference = new ToySuite();
        string finished = reference.Run().Folder;
        using var suite = new ToySuite();
        using var taken = new TemporaryFolder();
        suite.Run(progress: new Snapshot(() =>
        {
            string running = Directory.GetDirectories(suite.Home).Single();
            File.Copy(Path.Combine(running, "run.db"), taken.File("run.db"));
            File.Copy(Path.Combine(running, "run.db-wal"), taken.File("run.db-wal"));
        }));
        string id = Path.GetFileName(suite.ModelResults);
        byte[] log = File.ReadAllBytes(taken.File("run.db-wal"));
        var random = new DeterministicRandom(30);
        var resumed = new HashSet<int>();
        for (int round = 0; round < count; round++)
        {
            using var output = new TemporaryFolder();
            string folder = Path.Combine(output.Path, "toy", "bag-of-words", id);
            Directory.CreateDirectory(folder);
            File.Copy(taken.File("run.db"), Path.Combine(folder, "run.db"));
            int length = random.NextInt(log.Length + 1);
            File.WriteAllBytes(Path.Combine(folder, "run.db-wal"), log[..length]);

            (ResultSet results, string ended) = suite.Run(suite.Settings with { OutputRoot = output.Path });

            ended.ShouldBe(folder);
            resumed.Add(results.Run.ResumedInstances);
            foreach (string file in _files)
            {
                File.ReadAllBytes(Path.Combine(folder, file))
                    .ShouldBe(File.ReadAllBytes(Path.Combine(finished, file)), $"{file} after byte {length}");
            }
        }

        resumed.Count.ShouldBeGreaterThan(3, "cuts at different places leave different amounts of work");
    }

    /// <summary>Acts when six of the eight instances are saved.</summary>
    private sealed class Snapshot(Action take) : IRunProgress
    {
        public void Started(int instances, int done)
        {
        }

        public void Advanced(int done)
        {
            if (done == 6)
            {
                take();
            }
        }
    }
}
