using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>What is explained as one: the options that the commands for one text share.</summary>
internal sealed class UnitOptions
{
    private const string Form = "Write [[start,end], …] in characters; [start,end,1] for the second text";

    private readonly Option<string?> _granularity = Choice<Granularity>(
        "--granularity", "What is explained, taken away and scored as one; tokens unless given.");

    private readonly Option<string?> _gather = Choice<Gather>(
        "--gather", "How the scores of a unit's tokens become one, for methods that score tokens; their sum unless given.");

    private readonly Option<string?> _segments = new("--segments")
    {
        Description = "JSON array of [start,end] character spans that are the units; or an object with it under 'segments'.",
        HelpName = "FILE.json",
    };

    private readonly Option<int?> _cell = new Option<int?>("--cell")
    {
        Description = "Edge in pixels of the cells of a picture, with --granularity cell.",
        HelpName = "N",
    }.Counting();

    private readonly Option<int?> _superpixels = new Option<int?>("--superpixels")
    {
        Description = "About how many superpixels a picture has, with --granularity superpixel.",
        HelpName = "N",
    }.Counting();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_granularity, _gather, _segments, _cell, _superpixels])
        {
            command.Add(option);
        }
    }

    /// <summary>The units that the command line asks for.</summary>
    /// <exception cref="BenchException">Segments are missing, are given for other units, or their file is malformed.</exception>
    public UnitChoice Choice(ParseResult parsed)
    {
        string? file = parsed.GetValue(_segments);
        Granularity granularity = Named<Granularity>(parsed.GetValue(_granularity))
            ?? (file is null ? Granularity.Token : Granularity.Segments);
        if (granularity == Granularity.Segments != (file is not null))
        {
            throw file is null
                ? new BenchException("Segments are to be explained, and none are given", "--granularity", "Add --segments FILE.json")
                : new BenchException("Segments are given, and other units are to be explained", "--segments", "Leave one of them out");
        }

        RequireFor(Granularity.Cell, granularity, parsed.GetValue(_cell), _cell);
        RequireFor(Granularity.Superpixel, granularity, parsed.GetValue(_superpixels), _superpixels);
        return new UnitChoice(granularity, Named<Gather>(parsed.GetValue(_gather)) ?? Gather.Sum)
        {
            CellSize = parsed.GetValue(_cell),
            Superpixels = parsed.GetValue(_superpixels),
            Segments = file is null ? [] : Read(file),
        };
    }

    /// <summary>Segments that a person wrote down. All of it is untrusted.</summary>
    /// <exception cref="BenchException">The file is malformed.</exception>
    public static ImmutableArray<CharacterSpan> Read(string path)
    {
        JsonElement root = InputJson.Read(path);
        JsonElement array = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("segments", out JsonElement found) ? found : root;
        return array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Select((entry, i) => Span(entry, i, path))]
            : throw new BenchException("There is no array, and no object with an array under 'segments'", path, Form);
    }

    private static void RequireFor(Granularity meant, Granularity chosen, int? value, Option option)
    {
        if (value is not null && chosen != meant)
        {
            throw new BenchException(
                "A size is given for other units than those explained", option.Name,
                $"Add --granularity {OptionsBinder.Key(meant.ToString())}, or leave it out");
        }
    }

    // Whether it lies in the text is asked when there is one.
    private static CharacterSpan Span(JsonElement entry, int index, string path)
    {
        int[] numbers = entry.ValueKind == JsonValueKind.Array
            ? [.. entry.EnumerateArray()
                .Select(number => number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int value) ? value : -1)]
            : [];
        return numbers.Length is 2 or 3 && numbers.All(number => number >= 0) && (numbers.Length == 2 || numbers[2] <= 1)
            ? new CharacterSpan(numbers[0], numbers[1], numbers.Length == 3 ? numbers[2] : 0)
            : throw new BenchException($"Segment {index} is {entry.GetRawText()}", path, Form);
    }

    /// <summary>An option that takes one of an enumeration's values, or nothing.</summary>
    public static Option<string?> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        string[] values = [.. Enum.GetNames<T>().Select(OptionsBinder.Key)];
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', values) };
        CommonOptions.Among(option!, values);
        return option;
    }

    /// <summary>The value of such an option.</summary>
    public static T? Named<T>(string? name)
        where T : struct, Enum => name is null ? null : Enum.GetValues<T>().Single(value => OptionsBinder.Key(value.ToString()) == name);
}
