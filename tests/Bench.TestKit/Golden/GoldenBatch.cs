using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>All cases of one model in one batch, padded on the right.</summary>
public sealed class GoldenBatch
{
    /// <summary>Reads a batch.</summary>
    /// <param name="path">Its file.</param>
    public GoldenBatch(string path)
    {
        Root = GoldenJson.Read(path);
        Cases = [.. Root.At("cases").Texts().Select(name => $"{Root.At("model_name").GetString()}/{name}")];
        Rows = [.. Cases.Select((_, i) => new InputRow
        {
            TokenIds = Root.At("input_ids")[i].Integers(),
            TypeIds = Root.Maybe("token_type_ids") is { } types ? types[i].Integers() : default,
            AttentionMask = Root.At("attention_mask")[i].Integers().Select(flag => flag == 1).ToArray(),
        })];
        Logits = [.. Cases.Select((_, i) => Root.At("logits")[i].Doubles())];
    }

    /// <summary>Everything in the file.</summary>
    public JsonElement Root { get; }

    /// <summary>Names of the cases, one per row.</summary>
    public ImmutableArray<string> Cases { get; }

    /// <summary>The rows, padding included and masked.</summary>
    public ImmutableArray<InputRow> Rows { get; }

    /// <summary>Logits [C] per row.</summary>
    public ImmutableArray<double[]> Logits { get; }
}
