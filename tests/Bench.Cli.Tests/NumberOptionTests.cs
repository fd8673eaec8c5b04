using System.CommandLine;
using System.Globalization;

namespace Bench.Cli.Tests;

/// <summary>What is refused as a number or as one of a few words, whichever command has the option.</summary>
public sealed class NumberOptionTests
{
    public static TheoryData<string> Numbers => [.. Options(IsNumber)];

    public static TheoryData<string> Counts => [.. Options(option => IsNumber(option) && Plain(option) == typeof(int))];

    public static TheoryData<string> Choices => [.. Options(IsChoice)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_read_strictly_and_the_refusal_says_which(string path)
    {
        string name = path.Split(' ')[^1];
        foreach (string wrong in (string[])["abc", "1,5", "1.5.2", "", "NaN", "9e999", "٣"])
        {
            string problem = Errors([.. path.Split(' '), wrong]).ShouldHaveSingleItem();
            problem.ShouldBeOneOf(
                $"{name} is '{wrong}', expected a number such as 1.5",
                $"{name} is '{wrong}', expected a whole number from 0 to {ulong.MaxValue.ToString(CultureInfo.InvariantCulture)}",
                $"{name} is '{wrong}', expected a whole number from 1 to {Most(name)}");
        }

        Errors([.. path.Split(' '), "7"]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_count_is_at_least_one_and_none_makes_work_without_end(string path)
    {
        string name = path.Split(' ')[^1];
        foreach (long wrong in (long[])[0, -1, Most(name) + 1L])
        {
            Errors([.. path.Split(' '), $"{wrong}"]).ShouldBe([$"{name} is '{wrong}', expected a whole number from 1 to {Most(name)}"]);
        }

        Errors([.. path.Split(' '), $"{Most(name)}"]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_choice_is_refused_with_the_option_and_what_it_takes(string path)
    {
        string problem = Errors([.. path.Split(' '), "sideways"]).ShouldHaveSingleItem();
        problem.ShouldStartWith($"{path.Split(' ')[^1]} is 'sideways', expected ");
        problem.ShouldContain(" | ");
        Errors([.. path.Split(' '), problem.Split(" | ")[^1].ToUpperInvariant()]).ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_was_looked_at()
    {
        string[] numbers = [.. Options(IsNumber)], choices = [.. Options(IsChoice)];
        new[] { "explain --seed", "recommend --max-ms", "study statistics --trials" }.ShouldBeSubsetOf(numbers);
        new[] { "run --removal", "evaluate --quantity", "list explainers --format" }.ShouldBeSubsetOf(choices);
    }

    // Errors about the option alone: others are about what the command lacks.
    private static string[] Errors(string[] arguments) =>
        [.. BenchCommand.Create(BenchServices.Create()).Parse(arguments, BenchCommand.Parsing).Errors
            .Select(error => error.Message)
            .Where(message => message.StartsWith("--", StringComparison.Ordinal) || message.Contains(arguments[^2]))];

    // What picks some of what is there needs no limit.
    private static int Most(string option) => option switch
    {
        "--seeds" => 1000,
        "--threads" => 4096,
        "--trials" => 1_000_000,
        _ => int.MaxValue,
    };

    private static bool IsNumber(Option option) => Plain(option) is { IsPrimitive: true } plain && plain != typeof(bool);

    private static Type Plain(Option option) => Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;

    private static bool IsChoice(Option option) => option is Option<string> { CustomParser: not null };

    private static IEnumerable<string> Options(Func<Option, bool> choose)
    {
        return Under(BenchCommand.Create(BenchServices.Create()), "");

        IEnumerable<string> Under(Command command, string path) => command.Options.Where(choose).Select(option => path + option.Name)
            .Concat(command.Subcommands.SelectMany(inner => Under(inner, $"{path}{inner.Name} ")));
    }
}
