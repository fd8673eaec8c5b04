using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The labelled texts of a run.</summary>
/// <param name="Format">Name of the reader.</param>
/// <param name="File">Name of the file or folder, without its path.</param>
/// <param name="Sha256">SHA-256 of the file or folder.</param>
/// <param name="Options">Options of the reader.</param>
public sealed record RecordedDataset(string Format, string File, string Sha256, ImmutableSortedDictionary<string, string> Options)
{
    /// <summary>Assembly and module version of the reader, where it is a plug-in's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Plugin { get; init; }

    /// <summary>
    /// Whether an id means the same instance in both: where one file is read with other options, it may have another text.
    /// </summary>
    /// <param name="other">The dataset of another run.</param>
    public bool IsReadAs(RecordedDataset other) => (Format, Sha256, Plugin) == (other.Format, other.Sha256, other.Plugin)
        && Options.SequenceEqual(other.Options);
}

/// <summary>The task of a run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Options">Every option with the value used.</param>
public sealed record RecordedTask(string Id, ImmutableSortedDictionary<string, string> Options);

/// <summary>The model of a run.</summary>
/// <param name="Name">Name of the model's folder.</param>
/// <param name="Architecture">Architecture as the configuration names it.</param>
/// <param name="Labels">One label per output.</param>
/// <param name="Activation">How logits become probabilities.</param>
/// <param name="WeightsSha256">SHA-256 of the weights.</param>
public sealed record RecordedModel(
    string Name, string Architecture, ImmutableArray<string> Labels, OutputActivation Activation, string WeightsSha256)
{
    /// <summary>Repository and commit, <c>org/name@commit</c>, where it came from the hub.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hub { get; init; }

    /// <summary>SHA-256 of every other file that was read, by name: configuration and tokenizer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Files { get; init; }

    /// <summary>What small JSON files among them say, by name and path, so that a difference can be named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? Settings { get; init; }

    /// <summary>The masked language model that filled tokens in for metrics, where there was one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordedInfill? Infill { get; init; }
}

/// <summary>The masked language model of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="WeightsSha256">SHA-256 of its weights.</param>
/// <param name="Files">SHA-256 of every other file that was read, by name: configuration and tokenizer.</param>
public sealed record RecordedInfill(string Name, string WeightsSha256, ImmutableSortedDictionary<string, string> Files);

/// <summary>An explainer or metric of a run.</summary>
/// <typeparam name="TDescriptor">Descriptor type.</typeparam>
/// <param name="Name">Its name in tables: the id and the options that were set.</param>
/// <param name="Options">Every option with the value used.</param>
/// <param name="Descriptor">What it is.</param>
public sealed record RecordedComponent<TDescriptor>(string Name, ImmutableSortedDictionary<string, string> Options, TDescriptor Descriptor)
    where TDescriptor : IComponentDescriptor
{
    /// <summary>Assembly and module version of its code, where it is a plug-in's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Plugin { get; init; }
}

/// <summary>What an explainer took over a whole run.</summary>
/// <param name="RowsForward">Rows predicted, those of gradient queries included.</param>
/// <param name="RowsBackward">Rows differentiated.</param>
/// <param name="Tokens">Tokens in the forward rows.</param>
/// <param name="Seconds">Wall-clock time, summed over threads.</param>
/// <param name="Flops">
/// Floating-point operations, a backward row counted as its forward row; 0 where the core cannot say, and in files of versions that did not
/// count them.
/// </param>
public sealed record TotalCost(long RowsForward, long RowsBackward, long Tokens, double Seconds, double Flops = 0);

/// <summary>How many of an explainer's explanations raise flags, see <see cref="TrustFlags"/>.</summary>
/// <param name="Explanations">Explanations made.</param>
/// <param name="Flagged">How many of them raise each flag, all of <see cref="TrustFlags.All"/> named.</param>
public sealed record RecordedFlags(int Explanations, IReadOnlyDictionary<string, int> Flagged);
