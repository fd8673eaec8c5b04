using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A declared comparison: which explainers and metrics on which data and models.</summary>
public sealed record Suite
{
    /// <summary>More <see cref="Seeds"/> than this are refused.</summary>
    public const int MostSeeds = 1000;

    /// <summary>Kebab-case name, also of the results folder.</summary>
    public required string Name { get; init; }

    /// <summary>Raised whenever the numbers may change.</summary>
    public required int Version { get; init; }

    /// <summary>One sentence for lists.</summary>
    public string Description { get; init; } = "";

    /// <summary>The labelled texts.</summary>
    public required DatasetReference Dataset { get; init; }

    /// <summary>The models, each run on its own.</summary>
    public required ImmutableArray<ModelReference> Models { get; init; }

    /// <summary>The task and its options, or <see langword="null"/> for the one that the model and the first row mean.</summary>
    public ComponentSpec? Task { get; init; }

    /// <summary>Which outputs are explained.</summary>
    public TargetChoice Target { get; init; } = TargetChoice.Predicted;

    /// <summary>The number explained.</summary>
    public Quantity Quantity { get; init; } = Quantity.Logit;

    /// <summary>
    /// What is explained, taken away and judged as one; the segments of <see cref="Granularity.Segments"/> are the dataset's.
    /// </summary>
    public UnitChoice Units { get; init; } = UnitChoice.Tokens;

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>
    /// With how many seeds explainers that draw are run; the first is the one that is compared, the others tell its spread.
    /// </summary>
    public int Seeds { get; init; } = 1;

    /// <summary>How many instances to use, or <see langword="null"/> for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether texts that are too long are cut; otherwise they are refused.</summary>
    public bool Truncate { get; init; }

    /// <summary>
    /// How tokens are taken away by every explainer and metric that does not say otherwise, baselines of paths included;
    /// <see langword="null"/> for the default of each.
    /// </summary>
    public Removal? Removal { get; init; }

    /// <summary>
    /// Ways to take tokens away under each of which every metric that removes tokens appears, unless it names one itself; empty for
    /// <see cref="Removal"/> alone.
    /// </summary>
    public ImmutableArray<Removal> Removals { get; init; } = [];

    /// <summary>
    /// Folder of the masked language model that <see cref="Abstractions.Removal.Infill"/> asks, absolute, or <see langword="null"/>.
    /// </summary>
    public string? Infill { get; init; }

    /// <summary>The explainers.</summary>
    public required ImmutableArray<ComponentSpec> Explainers { get; init; }

    /// <summary>The metrics.</summary>
    public required ImmutableArray<ComponentSpec> Metrics { get; init; }

    /// <summary>How scores become conclusions, and what was registered before there were any.</summary>
    public EvaluationProtocol Protocol { get; init; } = new();

    /// <summary>The file it was read from.</summary>
    public required string File { get; init; }
}

/// <summary>Where the labelled texts of a suite are.</summary>
/// <param name="Format">Name of the reader.</param>
/// <param name="Path">Absolute path of the file or folder.</param>
/// <param name="Sha256">
/// Expected SHA-256 of the file or folder (see <see cref="FileHash"/>), or <see langword="null"/> where it is not pinned.
/// </param>
/// <param name="Options">Options of the reader.</param>
public sealed record DatasetReference(string Format, string Path, string? Sha256, ImmutableSortedDictionary<string, string> Options)
{
    /// <summary>What the model calls the dataset's labels, where the names differ.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What becomes of rows that cannot be used.</summary>
    public BadRows OnBadRow { get; init; } = BadRows.Refuse;

    /// <summary>Where it comes from, where that is the hub; <see cref="Path"/> is known once it is opened.</summary>
    public HubDataset? Hub { get; init; }

    /// <summary>The random part that is used, or <see langword="null"/> for all.</summary>
    public DatasetSample? Sample { get; init; }

    /// <summary>
    /// Everything that decides which instances are read, by key: the reader's options, and the others as the suite writes them.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Settings => Options
        .AddRange(Labels.Select(label => KeyValuePair.Create($"labels: {label.Key}", label.Value)))
        .AddRange(OnBadRow == BadRows.Skip ? [KeyValuePair.Create("on-bad-row", "skip")] : [])
        .AddRange(Hub is { } hub
            ? [KeyValuePair.Create("hub", string.Join(' ', ((string?[])[hub.Name, hub.Config, hub.Split]).OfType<string>()))]
            : [])
        .AddRange(Sample is { } sample
            ? [
                KeyValuePair.Create("sample",
                    FormattableString.Invariant($"{sample.Size} by seed {sample.Seed}{(sample.IsStratified ? ", stratified" : "")}"))]
            : []);
}

/// <summary>What becomes of rows that cannot be used.</summary>
public enum BadRows
{
    /// <summary>The run does not begin, and names them.</summary>
    Refuse,

    /// <summary>They are left out and counted.</summary>
    Skip,
}

/// <summary>A model of a suite.</summary>
/// <param name="Path">Absolute path of its folder, or its name at the hub.</param>
/// <param name="Sha256">Expected SHA-256 of the weights or of the whole folder, or <see langword="null"/> where nothing is pinned.</param>
public sealed record ModelReference(string Path, string? Sha256)
{
    /// <summary>Whether <see cref="Path"/> is a name of the Hugging Face hub, <c>org/name</c> or <c>org/name@revision</c>.</summary>
    public bool IsOfHub { get; init; }

    /// <summary>Its path as the suite's file has it, where it came from one: what is no folder may be a name.</summary>
    public string? Written { get; init; }

    /// <summary>Its short name, as tables and folders of runs have it.</summary>
    public string Name => System.IO.Path.GetFileName(IsOfHub ? Path.Split('@')[0] : Path);
}
