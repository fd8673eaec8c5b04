using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A <c>closed-form.json</c>: a model as a formula.</summary>
/// <param name="Labels">Two labels; the logit of the second is f, that of the first −f.</param>
/// <param name="Bias">f of an empty text.</param>
/// <param name="Words">Weight of each word; words not named here or in a gate are unknown.</param>
/// <param name="Gates">Joint effects of words.</param>
internal sealed record ClosedFormFile(
    ImmutableArray<string> Labels, double Bias, ImmutableSortedDictionary<string, double> Words, ImmutableArray<GateEntry> Gates)
{
    public const string FileName = "closed-form.json";

    // 2ᵏ terms a gate.
    private const int MostWordsOfGate = 8;

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="BenchException">The file is missing or not of that form.</exception>
    public static ClosedFormFile Read(string path)
    {
        try
        {
            ClosedFormFile file = InputJson.ReadObject(path).Deserialize<ClosedFormFile>(RecordJson.Indented)!;
            return file.Problem() is { } problem ? throw new JsonException(problem) : file;
        }
        catch (JsonException exception)
        {
            throw new BenchException(
                $"The formula cannot be read: {exception.Message.Split(" Path:", StringSplitOptions.None)[0].TrimEnd('.')}",
                path,
                "Give 'labels' (two), 'bias', 'words' (weight by word) and 'gates' (kind and | or | xor | wave, words, weight; amplitude "
                    + "and frequency of a wave)",
                exception);
        }
    }

    private string? Problem() =>
        Labels.IsDefault || Labels.Length != 2 || Labels.Contains(null!) || Labels[0] == Labels[1] ? "there must be two different labels"
        : Words is null ? "'words' is missing"
        : Gates.IsDefault ? "'gates' is missing"
        : Gates.Any(gate => gate is null || gate.Words.IsDefault || gate.Words.Contains(null!)) ? "a gate or one of its words is null"
        : !double.IsFinite(Bias) || Words.Values.Any(weight => !double.IsFinite(weight))
            || Gates.Any(gate => !double.IsFinite(gate.Weight)) ? "a weight is not finite"
        : Words.Keys.Concat(Gates.SelectMany(gate => gate.Words)).Any(word => word.Length == 0 || word.Any(char.IsWhiteSpace))
            ? "a word is empty or holds white space"
        : Gates.Any(gate => gate.Kind != GateKind.Wave
            && (gate.Words.Length is < 2 or > MostWordsOfGate || gate.Words.Distinct().Count() != gate.Words.Length))
            ? $"a gate joins 2 to {MostWordsOfGate} different words"
        : Gates.Any(gate => gate.Kind == GateKind.Wave ? !gate.IsWave : gate.Amplitude != 0 || gate.Frequency != 0)
            ? "a wave has one word, a frequency from 1 to 100 and an amplitude, and no other gate has any"
        : null;
}

/// <summary>A gate as the file has it.</summary>
/// <param name="Kind">How the words are joined.</param>
/// <param name="Words">Two or more different words; one for a wave.</param>
/// <param name="Weight">Effect of the gate when it is open.</param>
/// <param name="Amplitude">Height of a wave, finite; 0 for other kinds.</param>
/// <param name="Frequency">Periods of a wave between two counts; 0 for other kinds.</param>
internal sealed record GateEntry(GateKind Kind, ImmutableArray<string> Words, double Weight, double Amplitude = 0, int Frequency = 0)
{
    /// <summary>Whether the numbers are those of a wave.</summary>
    public bool IsWave => Words.Length == 1 && Frequency is >= 1 and <= 100 && double.IsFinite(Amplitude);
}
