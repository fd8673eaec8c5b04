using Bench.Abstractions;
using Bench.TestKit;
using Microsoft.Data.Sqlite;

namespace Bench.Evaluation.Tests;

/// <summary>
/// Bytes of a run that change behind its back: what is shown afterwards is right, or an error that names the file. BENCH_CORRUPTIONS sets
/// how many are tried, 240 unless given.
/// </summary>
public sealed class StoreIntegrityTests
{
    [Fact]
    public void A_changed_byte_anywhere_is_reported_or_harmless()
    {
        int count = int.Parse(
            Environment.GetEnvironmentVariable("BENCH_CORRUPTIONS") ?? "240", System.Globalization.CultureInfo.InvariantCulture);
        using var suite = new ToySuite(instances: 3);
        string folder = suite.Run().Folder;
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        string scores = Seen(folder);
        var random = new DeterministicRandom(11);
        int reported = 0;
        for (int round = 0; round < count; round++)
        {
            // The store, where most can go wrong, in every second round.
            string file = round % 2 == 0 ? Path.Combine(folder, RunStore.FileName) : files[random.NextInt(files.Length)];
            byte[] bytes = File.ReadAllBytes(file);
            byte[] changed = [.. bytes];
            int place = random.NextInt(bytes.Length);
            changed[place] ^= (byte)(round % 3 == 0 ? 1 + random.NextInt(255) : 1 << random.NextInt(8));
            File.WriteAllBytes(file, changed);

            // An error is a BenchException; any other exception ends this test.
            RunVerification verification = RunVerification.Of(folder);
            reported += verification.Problems.Count > 0 ? 1 : 0;
            verification.Problems.ShouldAllBe(problem => problem.Contains(folder, StringComparison.Ordinal));
            try
            {
                Seen(folder).ShouldBe(scores, $"byte {place} of {Path.GetFileName(file)}");
            }
            catch (BenchException exception)
            {
                exception.Where.ShouldNotBeNull().ShouldStartWith(folder);
                verification.Problems.ShouldNotBeEmpty($"byte {place} of {Path.GetFileName(file)}: {exception.Message}");
            }

            File.WriteAllBytes(file, bytes);
        }

        reported.ShouldBeGreaterThan(count / 2);
    }

    [Fact]
    public void A_changed_digit_of_a_result_is_named_with_its_record()
    {
        using var suite = new ToySuite(instances: 3);
        string folder = suite.Run().Folder;
        Change(folder, "UPDATE result SET data = replace(data, '0.', '1.') WHERE idx = 1 AND explainer = 'random'");

        RunVerification.Of(folder).Problems.ShouldHaveSingleItem()
            .ShouldContain("the result of random for instance 1 is not what was written");
    }

    [Theory]
    [InlineData("UPDATE result SET data = NULL WHERE 0", "")]
    [InlineData("UPDATE instance SET head = replace(head, 't1', 't2') WHERE idx = 1", "the description of instance 1")]
    [InlineData("UPDATE run SET instances = 4", "the description of the run")]
    [InlineData("UPDATE run SET manifest = replace(manifest, '\"seed\":42', '\"seed\":43')", "the description of the run")]
    [InlineData("DELETE FROM run", "0 rows describe the run")]
    [InlineData("DELETE FROM instance WHERE idx = 2", "0 rows describe instance 2")]
    [InlineData("UPDATE result SET idx = 7 WHERE idx = 1", "results for instance 1 are missing")]
    [InlineData("UPDATE result SET idx = 7 WHERE idx = 1; UPDATE result SET idx = 1 WHERE idx = 2; UPDATE result SET idx = 2 WHERE idx = 7",
        "for instance 1 is not what was written")]
    [InlineData("UPDATE result SET explainer = 'other' WHERE idx = 1 AND explainer = 'random'", "results for instance 1 are missing")]
    [InlineData("DROP TABLE result", "tables are not those of Bench")]
    [InlineData("CREATE VIEW v AS SELECT 1", "tables are not those of Bench")]
    [InlineData("PRAGMA application_id = 7", "no store of Bench")]
    [InlineData("PRAGMA user_version = 2", "an earlier version of Bench (store version 2, this is 3)")]
    [InlineData("PRAGMA user_version = 4", "a newer version of Bench (store version 4, this is 3)")]
    public void A_changed_store_is_reported(string sql, string problem)
    {
        using var suite = new ToySuite(instances: 3);
        string folder = suite.Run().Folder;
        Change(folder, sql);

        if (problem.Length == 0)
        {
            RunVerification.Of(folder).Problems.ShouldBeEmpty();
            return;
        }

        string all = string.Join('\n', RunVerification.Of(folder).Problems);
        all.ShouldContain(problem);
        all.ShouldContain(Path.Combine(folder, "run.db"));
    }

    [Fact]
    public void A_foreign_database_is_refused_and_stays_as_it_was()
    {
        using var suite = new ToySuite(instances: 3);
        string folder = suite.Run().Folder;
        string file = Path.Combine(folder, RunStore.FileName);
        File.Delete(file);
        Execute(file, "CREATE TABLE run (mine TEXT); INSERT INTO run VALUES ('precious')");
        byte[] before = File.ReadAllBytes(file);

        Should.Throw<BenchException>(() => suite.Run()).Problem.ShouldContain("no store of Bench; it was left as it is");
        Should.Throw<BenchException>(() => RunStore.OpenReadOnly(folder)).Where.ShouldBe(file);
        Should.Throw<BenchException>(() => new RunMerger([]).Merge([folder], suite.Results + "2", false)).Where.ShouldBe(file);

        File.ReadAllBytes(file).ShouldBe(before);
        Directory.GetFiles(folder, "run.db*").ShouldBe([file]);
    }

    [Theory]
    [InlineData(2, "an earlier version")]
    [InlineData(4, "a newer version")]
    public void Parts_of_another_version_are_refused_and_stay_as_they_were(int version, string problem)
    {
        using var suite = new ToySuite();
        string[] parts = [.. new[] { 1, 2 }.Select(number => suite.Run(suite.Settings with { Shard = new Shard(number, 2) }).Folder)];
        Change(parts[1], $"PRAGMA user_version = {version}");
        byte[] before = File.ReadAllBytes(Path.Combine(parts[1], "run.db"));

        BenchException error = Should.Throw<BenchException>(() => new RunMerger([]).Merge(parts, null, false));

        error.Problem.ShouldContain(problem);
        error.Where.ShouldBe(Path.Combine(parts[1], "run.db"));
        File.ReadAllBytes(Path.Combine(parts[1], "run.db")).ShouldBe(before);
        File.Exists(Path.Combine(Path.GetDirectoryName(parts[0])!, "run.db")).ShouldBeFalse();
    }

    [Fact]
    public void What_a_killed_process_left_in_its_log_is_read_without_touching_it()
    {
        using var suite = new ToySuite(instances: 3);
        using var killed = new TemporaryFolder();
        using (RunStore whole = RunStore.OpenReadOnly(suite.Run().Folder))
        {
            // The files of a process that was killed are those of one that still runs.
            using var running = new TemporaryFolder();
            using RunStore store = RunStore.Create(running.Path, whole.Run, whole.Instances, Shard.Whole);
            foreach ((InstanceHead head, IReadOnlyList<ExplainerResult> results) in whole.ReadAll().Take(2))
            {
                store.Add(head, results[0]);
            }

            foreach (string name in new[] { "run.db", "run.db-wal" })
            {
                File.Copy(running.File(name), killed.File(name));
            }
        }

        string[] before = Contents(killed.Path);
        using (RunStore read = RunStore.OpenReadOnly(killed.Path))
        {
            read.Missing.ShouldBe([0, 1, 2]);
            read.ReadAll().Select(entry => entry.Results.Count).ShouldBe([1, 1]);
            Contents(killed.Path).ShouldBe(before);
        }

        Contents(killed.Path).ShouldBe(before);
        File.ReadAllBytes(killed.File("run.db-wal")).Length.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void What_is_no_database_is_refused(string content)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write(RunStore.FileName, content);

        Should.Throw<BenchException>(() => RunStore.Open(folder.Path)).Where.ShouldBe(file);
        Should.Throw<BenchException>(() => RunStore.OpenReadOnly(folder.Path)).Problem.ShouldContain("damaged");
        File.ReadAllText(file).ShouldBe(content);
    }

    [Fact]
    public void Parts_are_read_where_nothing_can_be_written_and_never_change()
    {
        using var suite = new ToySuite();
        string[] parts = [.. new[] { 1, 2 }.Select(number => suite.Run(suite.Settings with { Shard = new Shard(number, 2) }).Folder)];
        var before = parts.ToDictionary(part => part, part => Convert.ToHexString(File.ReadAllBytes(Path.Combine(part, "run.db"))));
        foreach (string part in parts)
        {
            File.SetAttributes(Path.Combine(part, "run.db"), FileAttributes.ReadOnly);
            File.SetAttributes(part, FileAttributes.ReadOnly);
        }

        new RunMerger([]).Merge(parts, suite.Results + "2", false).Results.Run.Instances.ShouldBe(8);

        foreach (string part in parts)
        {
            File.SetAttributes(part, FileAttributes.Normal);
            File.SetAttributes(Path.Combine(part, "run.db"), FileAttributes.Normal);
            Convert.ToHexString(File.ReadAllBytes(Path.Combine(part, "run.db"))).ShouldBe(before[part]);
            Directory.GetFiles(part).Select(Path.GetFileName).ShouldBe(["run.db"]);
        }
    }

    // What readers show: the table from the files, and the same from the store.
    private static string Seen(string folder)
    {
        ResultSet results = ResultSet.Read(folder);
        results.Explanations.Count();
        using RunStore store = RunStore.OpenReadOnly(folder);
        using var writer = new StringWriter();
        ScoresCsv.Write(store.Read().SelectMany(result => result.Scores), writer);
        writer.Write(string.Join('\n', store.Read().SelectMany(result => result.Documents).Select(document => document.ToLine())));
        ScoresCsv.Write(results.Scores, writer);
        writer.Write((results.Run with { Machine = store.Run.Machine }).ToJson());
        return writer.ToString();
    }

    private static string[] Contents(string folder) =>
        [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];

    private static void Change(string folder, string sql) => Execute(Path.Combine(folder, RunStore.FileName), sql);

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
