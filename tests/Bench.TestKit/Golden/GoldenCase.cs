using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>One input with every explanation and metric; the fields are described in <c>tests/golden/README.md</c>.</summary>
public sealed class GoldenCase
{
    /// <summary>Reads a case.</summary>
    /// <param name="name">Its name, <c>model/case</c>.</param>
    /// <param name="path">Its file.</param>
    public GoldenCase(string name, string path)
    {
        Name = name;
        Root = GoldenJson.Read(path);
        ModelName = Root.At("model_name").GetString()!;
        InputIds = [.. Root.At("input_ids").Integers()];
        TypeIds = Root.Maybe("token_type_ids") is { } types ? [.. types.Integers()] : [.. new int[InputIds.Length]];
        SpecialMask = [.. Root.At("special_tokens_mask").Integers().Select(flag => flag == 1)];
        FeaturePositions = [.. Root.At("feature_positions").Integers()];
        JsonElement ids = Root.At("ids");
        int separator = ids.At("sep").GetInt32();
        int mask = ids.At("mask").GetInt32();
        // The files do not say the unknown token's id; nothing computed in them needs it.
        Special = new SpecialTokens(ids.At("cls").GetInt32(), separator, ids.At("pad").GetInt32(), mask, Unknown: mask);
        Input = new GoldenInput(this).Tokenized();
        Targets = [.. Root.At("targets").EnumerateArray().Select(target => new GoldenTarget(target))];
    }

    /// <summary>The quantities that the files have numbers for.</summary>
    public static ImmutableArray<Quantity> Quantities { get; } = [Quantity.Logit, Quantity.Probability];

    /// <summary>Name of the case, <c>model/case</c>.</summary>
    public string Name { get; }

    /// <summary>Name of the model.</summary>
    public string ModelName { get; }

    /// <summary>Folder of the model.</summary>
    public string ModelFolder => Repository.Model(ModelName);

    /// <summary>Everything in the file.</summary>
    public JsonElement Root { get; }

    /// <summary>Whether the case was made from text; otherwise from ids.</summary>
    public bool HasText => Root.Maybe("text") is not null;

    /// <summary>Token ids, length n.</summary>
    public ImmutableArray<int> InputIds { get; }

    /// <summary>Token types, length n; all 0 where the model has none.</summary>
    public ImmutableArray<int> TypeIds { get; }

    /// <summary>Which tokens are special, length n.</summary>
    public ImmutableArray<bool> SpecialMask { get; }

    /// <summary>Positions of the features, length m.</summary>
    public ImmutableArray<int> FeaturePositions { get; }

    /// <summary>The special tokens used for removals; <c>Unknown</c> is not in the files and repeats the mask.</summary>
    public SpecialTokens Special { get; }

    /// <summary>
    /// The input as a tokenizer would give it. A piece that starts with <c>##</c> belongs to the word before it. In id-only cases each
    /// id stands for its own text: the piece is <c>67</c> and the text the ids joined by spaces.
    /// </summary>
    public TokenizedText Input { get; }

    /// <summary>The unperturbed row.</summary>
    public InputRow Row => Input.Row;

    /// <summary>Logits [C].</summary>
    public double[] Logits => Root.At("logits").Doubles();

    /// <summary>Probabilities [C].</summary>
    public double[] Probabilities => Root.At("probabilities").Doubles();

    /// <summary>The argmax class, then one other class.</summary>
    public ImmutableArray<GoldenTarget> Targets { get; }

    /// <summary>
    /// Requires a model's value-zeroing maps to be the case's; trained models have the rows of the classification token only.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="tolerance">Largest difference.</param>
    /// <param name="what">What is compared.</param>
    public void RequireValueZeroing(IModel model, double tolerance, string what)
    {
        Tensor maps = model.Mix([Row], TokenMixing.ValueZeroing)[0];
        double[] expected = Root.At("value_zeroing").Doubles();
        float[] found = expected.Length == maps.Span.Length
            ? maps.Span.ToArray()
            : [.. Enumerable.Range(0, maps.Shape[0]).SelectMany(layer => maps[layer].Span[..InputIds.Length].ToArray())];
        Close.Within(expected, found, tolerance, 0, what);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The numbers of one case that depend on a class.</summary>
/// <param name="root">Everything under the target.</param>
public sealed class GoldenTarget(JsonElement root)
{
    /// <summary>Everything under the target.</summary>
    public JsonElement Root { get; } = root;

    /// <summary>The class.</summary>
    public int Class { get; } = root.At("class").GetInt32();

    /// <summary>The class as a target.</summary>
    public Target Target => new(Class);

    /// <summary>df / d word embeddings [n, E], or <see langword="null"/> for trained models.</summary>
    /// <param name="quantity">f: the logit or the probability of the class.</param>
    public Tensor? Gradient(Quantity quantity) => Root.Maybe("grad")?.At(Key(quantity)).Tensor();

    /// <summary>The key of a quantity in golden files.</summary>
    /// <param name="quantity">Logit or probability.</param>
    public static string Key(Quantity quantity) => quantity == Quantity.Logit ? "logit" : "probability";
}
