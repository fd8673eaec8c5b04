using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// <c>run.json</c> as plain data: what was run, on what, where, and what it took. Everything a report says about a run, its scores and
/// explanations aside, so that reports can be made again from the files alone.
/// </summary>
public sealed record RunManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "run.json";

    /// <summary>Version of Bench.</summary>
    public required string BenchVersion { get; init; }

    /// <summary>Hash of everything the numbers depend on.</summary>
    public required string Identity { get; init; }

    /// <summary>Name of the suite.</summary>
    public required string Suite { get; init; }

    /// <summary>Version of the suite.</summary>
    public required int SuiteVersion { get; init; }

    /// <summary>The labelled texts.</summary>
    public required RecordedDataset Dataset { get; init; }

    /// <summary>The model.</summary>
    public required RecordedModel Model { get; init; }

    /// <summary>What computed the answers, where it was not the default core.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CoreInfo? Core { get; init; }

    /// <summary>
    /// The processor's instructions that the core used, where results depend on them: kernels of other widths add up in another order.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kernels { get; init; }

    /// <summary>What the model was used for; <see langword="null"/> for one label of several for a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordedTask? Task { get; init; }

    /// <summary>Which outputs were explained.</summary>
    public required TargetChoice Target { get; init; }

    /// <summary>The number explained.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>What was explained, taken away and judged as one; <see langword="null"/> where it was every token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Granularity? Granularity { get; init; }

    /// <summary>How token scores became unit scores; <see langword="null"/> where every token is a unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Gather? Gather { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>With how many seeds explainers that draw were run; <see langword="null"/> where it was one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seeds { get; init; }

    /// <summary>The seeds by their number: 1 is the one that is compared.</summary>
    [JsonIgnore]
    public IEnumerable<int> SeedNumbers => Enumerable.Range(1, Seeds ?? 1);

    /// <summary>How many instances were asked for, or <see langword="null"/> for all.</summary>
    public required int? Limit { get; init; }

    /// <summary>Whether texts that are too long were cut.</summary>
    public required bool Truncate { get; init; }

    /// <summary>Name of the option profile.</summary>
    public required string Profile { get; init; }

    /// <summary>The explainers, in order of the suite.</summary>
    public required ImmutableArray<RecordedComponent<ExplainerDescriptor>> Explainers { get; init; }

    /// <summary>The metrics, in order of the suite.</summary>
    public required ImmutableArray<RecordedComponent<MetricDescriptor>> Metrics { get; init; }

    /// <summary>How its scores become conclusions.</summary>
    public EvaluationProtocol Protocol { get; init; } = new();

    /// <summary>Number of instances.</summary>
    public required int Instances { get; init; }

    /// <summary>Instances with a true label.</summary>
    public required int Labelled { get; init; }

    /// <summary>Instances whose true label the model predicts.</summary>
    public required int Correct { get; init; }

    /// <summary>
    /// How good the model's answers are where right and wrong do not say it, by the names of <see cref="QualityCount"/>;
    /// <see langword="null"/>
    /// where they do.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, double>? Quality { get; init; }

    /// <summary>Instances in which nothing is predicted that could be explained.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Unexplained { get; init; }

    /// <summary>Instances whose text was cut.</summary>
    public required int Truncated { get; init; }

    /// <summary>Rows of the dataset that could not be used and were left out, as the suite allows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int SkippedRows { get; init; }

    /// <summary>Work asked for by explainers and metrics.</summary>
    public required Work Asked { get; init; }

    /// <summary>Work that was computed.</summary>
    public required Work Computed { get; init; }

    /// <summary>Cost of each explainer by name, over all instances and targets.</summary>
    public required IReadOnlyDictionary<string, TotalCost> ExplainerCosts { get; init; }

    /// <summary>
    /// Flagged explanations of each explainer by name; <see langword="null"/> in files of versions that did not count them.
    /// </summary>
    public IReadOnlyDictionary<string, RecordedFlags>? Trust { get; init; }

    /// <summary>Instances computed at the same time.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether equal inputs of an instance were computed once.</summary>
    [JsonPropertyName("store")]
    public required bool Remembered { get; init; }

    /// <summary>Instances that are missing, where parts of a run were joined although others lacked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Missing { get; init; }

    /// <summary>When the command that finished the run started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long that command took; less than the whole where a run was continued.</summary>
    public required double Seconds { get; init; }

    /// <summary>Instances that an earlier command had finished.</summary>
    public required int ResumedInstances { get; init; }

    /// <summary>The machine.</summary>
    public required Machine Machine { get; init; }

    /// <summary>
    /// SHA-256 of every file that was written beside this one, by name; <see langword="null"/> before that, and in files of versions that
    /// did not record it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Files { get; init; }

    /// <summary>The manifest as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.Indented);

    /// <summary>The manifest as JSON on one line, for the store.</summary>
    internal string ToLine() => JsonSerializer.Serialize(this, RecordJson.Line);

    /// <summary>Writes the manifest as indented JSON with its seal, see <see cref="ManifestSeal"/>.</summary>
    /// <param name="writer">Where to write.</param>
    public void Write(TextWriter writer) => writer.Write(ManifestSeal.Add(ToJson()));

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">A <c>run.json</c>.</param>
    /// <exception cref="BenchException">The file is missing, no ordinary one, was changed, or is not of that form.</exception>
    public static RunManifest Read(string path)
    {
        string json = Encoding.UTF8.GetString(InputFile.Bytes(path, InputFile.Settings));
        ManifestSeal.Require(json, path);
        return Parse(json, path);
    }

    /// <summary>Reads a manifest's text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="BenchException">The text is not of that form.</exception>
    public static RunManifest Parse(string json, string where)
    {
        try
        {
            RunManifest run = JsonSerializer.Deserialize<RunManifest>(json, RecordJson.Indented) ?? throw new JsonException("It is null.");
            return ManifestCheck.Problem(run) is { } problem ? throw new JsonException(problem) : run;
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception, where);
        }
    }

    private static BenchException Unreadable(Exception exception, string where) => new(
        $"The run's description cannot be read: {exception.Message.Split(" Path:", StringSplitOptions.None)[0].TrimEnd('.')}",
        where,
        "Give the folder of a finished run of this version of Bench, or run the suite again",
        exception);
}
