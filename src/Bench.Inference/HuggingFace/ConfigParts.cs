using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Parts of <c>config.json</c> that mean the same in every architecture.</summary>
internal static class ConfigParts
{
    // More outputs than any classifier has; a larger number is a damaged or hostile file.
    private const int MostNumberedLabels = 1 << 20;

    // Names as transformers knows them (ACT2FN); several names stand for one function.
    private static readonly Dictionary<string, HiddenActivation> _activations = new()
    {
        ["gelu"] = HiddenActivation.Gelu,
        ["gelu_python"] = HiddenActivation.Gelu,
        ["gelu_new"] = HiddenActivation.GeluTanh,
        ["gelu_pytorch_tanh"] = HiddenActivation.GeluTanh,
        ["gelu_python_tanh"] = HiddenActivation.GeluTanh,
        ["gelu_fast"] = HiddenActivation.GeluTanh,
        ["gelu_accurate"] = HiddenActivation.GeluTanh,
        ["relu"] = HiddenActivation.Relu,
        ["silu"] = HiddenActivation.Silu,
        ["swish"] = HiddenActivation.Silu,
        ["tanh"] = HiddenActivation.Tanh,
    };

    /// <summary>The non-linearity named at a key.</summary>
    public static HiddenActivation Activation(this ConfigFile config, string key, HiddenActivation fallback)
    {
        string? name = config.Text(key);
        return name is null ? fallback
            : _activations.TryGetValue(name, out HiddenActivation activation) ? activation
            : throw config.Error(key, $"The activation '{name}' is not supported", $"Supported: {string.Join(", ", _activations.Keys)}");
    }

    /// <summary>
    /// The labels of <c>id2label</c>, in output order. Without it they are numbered, as transformers does, up to <c>num_labels</c>; without
    /// that too there are none, and the head's size decides.
    /// </summary>
    public static ImmutableArray<string> Labels(this ConfigFile config)
    {
        const string Key = "id2label";
        IReadOnlyList<(string Key, string Value)> members = config.Members(Key) ?? [];
        if (members.Count == 0)
        {
            return NumberedLabels(config.WholeNumber("num_labels", 1, MostNumberedLabels, 0));
        }

        string?[] labels = new string?[members.Count];
        foreach ((string id, string label) in members)
        {
            if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int i) || i >= labels.Length
                || labels[i] is not null)
            {
                throw config.Error(Key, $"The id '{id}' is not allowed", $"The ids of {labels.Length} labels are 0 to {labels.Length - 1}");
            }

            labels[i] = label;
        }

        if (labels.Distinct().Count() != labels.Length)
        {
            throw config.Error(Key, "Two outputs have the same label", "Give each output its own label");
        }

        int count = config.WholeNumber("num_labels", 1, int.MaxValue, labels.Length);
        return count == labels.Length
            ? [.. labels!]
            : throw config.Error("num_labels", $"{count} labels are announced, but id2label has {labels.Length}", "Make the two agree");
    }

    /// <summary>The labels of a model that names none.</summary>
    public static ImmutableArray<string> NumberedLabels(int count) =>
        [.. Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"LABEL_{i}"))];

    /// <summary>A configuration with its outputs.</summary>
    /// <param name="config">The file.</param>
    /// <param name="encoder">What was read before.</param>
    /// <param name="labels">The labels, possibly none yet.</param>
    public static EncoderConfig WithOutputs(this ConfigFile config, EncoderConfig encoder, ImmutableArray<string> labels) =>
        encoder.Head switch
        {
            HeadKind.Span when labels.Length is 0 or 2 =>
                encoder with { Labels = TaskHeads.SpanLabels, OutputActivation = Abstractions.OutputActivation.PositionSoftmax },
            HeadKind.Span =>
                throw config.Error(
                    "id2label", $"There are {labels.Length} labels for the two outputs start and end", "Leave id2label out, or give two"),
            HeadKind.Token => encoder with { Labels = labels, OutputActivation = Abstractions.OutputActivation.Softmax },
            _ => encoder with { Labels = labels, OutputActivation = labels.IsEmpty ? default : config.OutputActivation(labels.Length) },
        };

    /// <summary>The output activation, as transformers decides it: <c>problem_type</c>, or else by the number of labels.</summary>
    public static OutputActivation OutputActivation(this ConfigFile config, int labels)
    {
        const string Key = "problem_type";
        return config.Text(Key) switch
        {
            null => labels == 1 ? Abstractions.OutputActivation.Identity : Abstractions.OutputActivation.Softmax,
            "regression" => Abstractions.OutputActivation.Identity,
            "multi_label_classification" => Abstractions.OutputActivation.Sigmoid,
            "single_label_classification" when labels > 1 => Abstractions.OutputActivation.Softmax,
            "single_label_classification" => throw config.Error(
                Key, "There is one label, so its probability would always be 1", "Say regression or multi_label_classification"),
            string other => throw config.Error(
                Key,
                $"The problem type '{other}' is unknown",
                "Known: single_label_classification, multi_label_classification, regression"),
        };
    }

    /// <summary>The padding id, below the vocabulary's size.</summary>
    public static int PadTokenId(this ConfigFile config, int vocabularySize, int fallback) =>
        config.WholeNumber("pad_token_id", 0, vocabularySize - 1, fallback);

    /// <summary>The padding id, or −1 where the model has none.</summary>
    public static int MaybePadTokenId(this ConfigFile config, int vocabularySize) =>
        config.WholeNumber("pad_token_id", -1, vocabularySize - 1, -1);

    /// <summary>For every layer whether it is of a kind, where the configuration lists the layers' kinds.</summary>
    public static IEnumerable<bool>? LayerTypes(this ConfigFile config, int layers, string kind)
    {
        const string Key = "layer_types";
        ImmutableArray<string> types = config.Texts(Key);
        return types.IsEmpty ? null
            : types.Length != layers
                ? throw config.Error(Key, $"{types.Length} layers are listed, but there are {layers}", "Mend the configuration")
            : types.FirstOrDefault(type => type != kind && type != "full_attention") is { } other
                ? throw config.Error(Key, $"Layers of type '{other}' are not supported", $"Supported: full_attention, {kind}")
            : types.Select(type => type == kind);
    }

    /// <summary>The number of heads, which must divide the hidden size.</summary>
    public static int Heads(this ConfigFile config, string key, int hiddenSize, int? fallback = null)
    {
        int heads = fallback is { } number ? config.Size(key, number, int.MaxValue) : config.Size(key);
        return hiddenSize % heads == 0
            ? heads
            : throw config.Error(key, $"{heads} heads do not divide the hidden size {hiddenSize}", "Mend the configuration");
    }

    /// <summary>Refuses a number other than the one that is computed with.</summary>
    public static void RefuseUnless(this ConfigFile config, string key, int value, string meaning)
    {
        if (config.WholeNumber(key, int.MinValue, int.MaxValue, value) != value)
        {
            throw config.Error(key, $"{meaning} is not supported", $"Supported: {value}");
        }
    }

    /// <summary>Refuses what would change the numbers in a way no supported encoder computes.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="encoderDecoder">Whether the model is an encoder with a decoder.</param>
    public static void RefuseVariants(this ConfigFile config, bool encoderDecoder = false)
    {
        const string Key = "position_embedding_type";
        if (config.Text(Key) is { } type and not "absolute")
        {
            throw config.Error(Key, $"Position embeddings of type '{type}' are not supported", "Supported: absolute");
        }

        config.RefuseUnlessEmpty("is_decoder", "A decoder");
        if (!encoderDecoder)
        {
            config.RefuseUnlessEmpty("is_encoder_decoder", "An encoder with a decoder");
        }

        config.RefuseUnlessEmpty("add_cross_attention", "Cross-attention");
        config.RefuseUnlessEmpty("pruned_heads", "A model with pruned heads");
        config.RefuseUnlessEmpty("quantization_config", "A quantized model");
        config.RefuseUnlessEmpty("auto_map", "A model with its own modelling code");
    }
}
