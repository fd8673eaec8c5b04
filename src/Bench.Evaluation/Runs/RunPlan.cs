using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A suite with everything decided: what is computed, on what, with which options.</summary>
public sealed record RunPlan
{
    /// <summary>The suite, overridden by whatever the command line said.</summary>
    public required Suite Suite { get; init; }

    /// <summary>The opened model.</summary>
    public required LoadedModel Model { get; init; }

    /// <summary>The explainers, ready for use.</summary>
    public required ImmutableArray<Configured<ExplainerDescriptor, IExplainer>> Explainers { get; init; }

    /// <summary>The metrics, ready for use.</summary>
    public required ImmutableArray<Configured<MetricDescriptor, IMetric>> Metrics { get; init; }

    /// <summary>Name of the option profile.</summary>
    public required string Profile { get; init; }

    /// <summary>SHA-256 of the dataset.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Assembly and module version of the dataset's reader, where it is a plug-in's.</summary>
    public string? DatasetPlugin { get; init; }

    /// <summary>Instances computed at the same time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether equal inputs of an instance are computed once.</summary>
    public bool UseStore { get; init; } = true;

    /// <summary>
    /// What the numbers depend on, hashed: results with another identity belong to another run. Threads and the store are left out,
    /// since results do not depend on them.
    /// </summary>
    public string Identity() => Convert.ToHexStringLower(SHA256.HashData(JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("bench", BenchVersion.Current);
        WriteInputs(writer);
        writer.WriteEndObject();
    })));

    private void WriteInputs(Utf8JsonWriter writer)
    {
        writer.WriteString("suite", Suite.Name);
        writer.WriteNumber("suite_version", Suite.Version);
        writer.WriteStartObject("dataset");
        writer.WriteString("format", Suite.Dataset.Format);
        writer.WriteString("file", Path.GetFileName(Suite.Dataset.Path));
        writer.WriteString("sha256", DatasetSha256);
        writer.WriteOptions(Suite.Dataset.Options);
        WritePlugin(writer, DatasetPlugin);
        writer.WriteEndObject();
        writer.WriteStartObject("model");
        writer.WriteString("name", Model.Model.Info.Name);
        writer.WriteString("architecture", Model.Model.Info.Architecture);
        writer.WriteString("weights_sha256", Model.WeightsSha256);
        writer.WriteEndObject();
        if (Model.Model.Info.Core is { } core)
        {
            writer.WriteStartObject("core");
            writer.WriteString("name", core.Name);
            writer.WriteString("device", core.Device);
            writer.WriteString("precision", core.Precision);
            writer.WriteEndObject();
        }

        writer.WriteString("target", OptionsBinder.Key(Suite.Target.ToString()));
        writer.WriteString("quantity", OptionsBinder.Key(Suite.Quantity.ToString()));
        writer.WriteNumber("seed", Suite.Seed);
        writer.WritePropertyName("limit");
        if (Suite.Limit is { } limit)
        {
            writer.WriteNumberValue(limit);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteBoolean("truncate", Suite.Truncate);
        writer.WriteString("profile", Profile);
        writer.WriteStartArray("explainers");
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in Explainers)
        {
            WriteComponent(writer, explainer.Name, explainer.Options, null, PluginCode.Of(explainer.Instance));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("metrics");
        foreach (Configured<MetricDescriptor, IMetric> metric in Metrics)
        {
            WriteComponent(writer, metric.Name, metric.Options, metric.Descriptor.Version, PluginCode.Of(metric.Instance));
        }

        writer.WriteEndArray();
    }

    private static void WriteComponent(
        Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> options, int? version, string? plugin)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        if (version is { } number)
        {
            writer.WriteNumber("version", number);
        }

        writer.WriteOptions(options);
        WritePlugin(writer, plugin);
        writer.WriteEndObject();
    }

    private static void WritePlugin(Utf8JsonWriter writer, string? plugin)
    {
        if (plugin is not null)
        {
            writer.WriteString("plugin", plugin);
        }
    }
}
