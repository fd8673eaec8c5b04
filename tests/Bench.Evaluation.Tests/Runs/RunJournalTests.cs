using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class RunJournalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(60)]
    public void A_torn_last_line_is_dropped_and_written_again(int bytesLost)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "journal.jsonl");
        using (RunJournal journal = RunJournal.Open(path, "run"))
        {
            journal.Append(Result(0));
            journal.Append(Result(1));
        }

        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength(stream.Length - bytesLost);
        }

        using (RunJournal journal = RunJournal.Open(path, "run"))
        {
            journal.Done.ShouldBe([0]);
            journal.Append(Result(1));
            journal.Read().Select(result => result.Instance).ShouldBe(["i0", "i1"]);
        }
    }

    [Fact]
    public void Results_come_back_in_dataset_order_and_complete()
    {
        using var folder = new TemporaryFolder();
        using RunJournal journal = RunJournal.Open(Path.Combine(folder.Path, "journal.jsonl"), "run");
        journal.Append(Result(2));
        journal.Append(Result(0));

        InstanceResult[] read = [.. journal.Read()];

        read.Select(result => result.Index).ShouldBe([0, 2]);
        read[1].Scores.ShouldBe(Result(2).Scores);
        read[1].Asked.ShouldBe(Result(2).Asked);
        read[1].Costs["lime"].ShouldBe(Result(2).Costs["lime"]);
    }

    [Fact]
    public void A_journal_of_another_run_is_started_anew()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "journal.jsonl");
        using (RunJournal journal = RunJournal.Open(path, "run"))
        {
            journal.Append(Result(0));
        }

        using RunJournal other = RunJournal.Open(path, "another run");
        other.Done.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_process_is_told_that_the_folder_is_in_use()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "journal.jsonl");
        using RunJournal journal = RunJournal.Open(path, "run");

        Should.Throw<BenchException>(() => RunJournal.Open(path, "run")).Message.ShouldContain("no other run uses it");
    }

    private static InstanceResult Result(int index) => new()
    {
        Index = index,
        Instance = $"i{index}",
        Predicted = "POSITIVE",
        Asked = new Work(1, 2, 3, 4.5e12),
        Costs = new Dictionary<string, Cost> { ["lime"] = new(1, 2, 3, TimeSpan.FromMilliseconds(1.25)) },
        Scores = [new ScoreRow($"i{index}", "POSITIVE", "lime", "auprc", 0.1 + 0.2, ScoreRow.Ok), new ScoreRow($"i{index}", "POSITIVE", "lime", "tau", null, "no")],
        Documents = [],
    };
}
