using System.Text;
using Bench.Abstractions;
using Bench.Fuzz;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The fuzzer itself notices what it is there to notice.</summary>
public sealed class FuzzerTests
{
    private const string Seed = """{"name": "abc", "number": 17, "list": [1, 2, 3]}""";

    [Fact]
    public void A_reader_that_reads_or_refuses_passes()
    {
        int refused = 0;
        using var run = new FuzzRun(Format(input =>
        {
            if (!input.StartsWith('{'))
            {
                refused++;
                throw new BenchException("No object", null, "Feed it something else");
            }
        }), 1);

        run.Run(0, 200, DateTime.MaxValue).ShouldBeNull();

        run.Inputs.ShouldBe(200);
        refused.ShouldBeInRange(1, 199);
    }

    [Fact]
    public void A_crash_is_found_and_its_input_repeats_it()
    {
        using var run = new FuzzRun(
            Format(input => _ = input.Contains('9', StringComparison.Ordinal) ? throw new FormatException("nine") : 0), 1);
        FuzzFailure failure = run.Run(0, 10_000, DateTime.MaxValue).ShouldNotBeNull();
        failure.What.ShouldContain("nine");
        using var folder = new TemporaryFolder();
        failure.Save(folder.Path).ShouldContain("--input");

        using var again = new FuzzRun(failure.Format, 2);
        again.Repeat(File.ReadAllBytes(Directory.GetFiles(folder.Path).Single())).ShouldNotBeNull().What.ShouldContain("nine");
    }

    [Fact]
    public void A_hang_is_found()
    {
        using var run = new FuzzRun(Format(_ => Thread.Sleep(Timeout.Infinite)), 1) { Longest = TimeSpan.FromMilliseconds(100) };
        run.Run(0, 1, DateTime.MaxValue).ShouldNotBeNull().What.ShouldContain("hangs");
    }

    [Fact]
    public void Memory_without_bound_is_found()
    {
        using var run = new FuzzRun(Format(_ => GC.KeepAlive(GC.AllocateUninitializedArray<byte>(600 << 20))), 1);
        run.Run(0, 1, DateTime.MaxValue).ShouldNotBeNull().What.ShouldContain("allocates");
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs_and_another_seed_others()
    {
        string[] first = Inputs(1);
        Inputs(1).ShouldBe(first);
        Inputs(2).ShouldNotBe(first);
        first.Distinct().Count().ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Options_are_read_and_others_refused()
    {
        FuzzOptions.Read([]).ShouldBe(new FuzzOptions(0, 1500, 1, null, null));
        FuzzOptions.Read(["--minutes", "0.5", "--seed", "7"]).ShouldBe(new FuzzOptions(0.5, 9_000_000_000, 7, null, null));
        Refused("--nothing", "1").ShouldContain("no such option");
        Refused("--seed").ShouldContain("no value");
        Refused("--minutes", "many").ShouldContain("'many'");
        Refused("--input", "file").ShouldContain("--format NAME");
        Refused("--format", "test", "--input", "no such file").ShouldContain("no such file");

        string Refused(params string[] arguments) => Should.Throw<BenchException>(() => FuzzOptions.Read(arguments)).Message;
    }

    private static string[] Inputs(ulong seed)
    {
        var inputs = new List<string>();
        using var run = new FuzzRun(Format(inputs.Add), seed);
        run.Run(0, 50, DateTime.MaxValue);
        return [.. inputs];
    }

    private static FuzzFormat Format(Action<string> read) => new(
        "test", "input", [Encoding.UTF8.GetBytes(Seed)],
        folder => read(Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "input")))));
}
