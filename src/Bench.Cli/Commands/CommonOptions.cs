using System.CommandLine;
using System.CommandLine.Completions;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string?> Model(BenchServices services)
    {
        var option = new Option<string?>("--model")
        {
            Description =
                "Hugging Face folder of the model, a name from `models`, or org/name[@revision] of the Hugging Face hub; one that ships "
                    + "unless given.",
            HelpName = "DIR|NAME",
        };
        option.CompletionSources.Add(_ => services.ModelNames.Select(name => new CompletionItem(name)));
        return option;
    }

    public static Option<string?> TextPair() =>
        new("--text-pair", "--context") { Description = "The second text of a pair, or the context of a question." };

    public static Option<string?> Target() => new("--target")
    {
        Description =
            "The output explained: LABEL or index, LABEL@5 at a token, start@12, end@14 or answer (see `list tasks`); what is predicted "
                + "unless given.",
        HelpName = "TARGET",
    };

    public static Option<string?> Profile() => new("--profile")
    {
        Description = "Option profile: the numbers of ferret 0.5, or of transformers-interpret 0.10 without its faults.",
        HelpName = "ferret|transformers-interpret",
    };

    public static Option<bool> Truncate() => new("--truncate") { Description = "Cut texts that are too long instead of refusing them." };

    public static Option<int> Threads() => new Option<int>("--threads")
    {
        Description = "Threads to use.",
        HelpName = "T",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    }.Counting(RunSettings.MostThreads);

    public static Option<ulong> Seed() => new Option<ulong>("--seed")
    {
        Description = "Seed of everything random.",
        HelpName = "S",
        DefaultValueFactory = _ => 42,
    }.Strict();

    public static Option<string> Quantity() => Choice("--quantity", "The number explained.", "logit", "probability", "log-probability");

    /// <summary>The number asked for, else that of the profile, else the logit.</summary>
    public static Quantity QuantityOf(ParseResult parsed, Option<string> option, ProfileRules rules) =>
        parsed.GetResult(option) is { Implicit: false } || rules.Quantity is not { } ofProfile
            ? Enum.GetValues<Quantity>().First(quantity => OptionsBinder.Key(quantity.ToString()) == parsed.GetValue(option))
            : ofProfile;

    public static Option<string?> Removal()
    {
        string[] names = [.. Enum.GetNames<Removal>().Select(OptionsBinder.Key)];
        var option = new Option<string?>("--removal")
        {
            Description =
                "How tokens are taken away wherever an explainer's or metric's options do not say, baselines included, instead of the "
                    + "suite's way.",
            HelpName = string.Join('|', names),
        };
        Among(option!, names);
        return option;
    }

    public static Removal? RemovalOf(string? name) =>
        name is null ? null : Enum.GetValues<Removal>().Single(removal => OptionsBinder.Key(removal.ToString()) == name);

    public static Option<string> Format() => Choice("--format", "Output format.", "table", "json");

    public static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', values),
            DefaultValueFactory = _ => values[0],
        };
        Among(option, values);
        return option;
    }

    /// <summary>
    /// Makes an option take some words only, without regard to case. The library's own refusal does not say which option it is about.
    /// </summary>
    public static void Among(Option<string> option, string[] values)
    {
        option.CompletionSources.Add(values);
        option.CustomParser = result =>
        {
            string given = result.Tokens[^1].Value;
            string? meant = values.FirstOrDefault(value => value.Equals(given, StringComparison.OrdinalIgnoreCase));
            if (meant is null)
            {
                result.AddError($"{option.Name} is '{given}', expected {string.Join(" | ", values)}");
            }

            return meant ?? given;
        };
    }
}
