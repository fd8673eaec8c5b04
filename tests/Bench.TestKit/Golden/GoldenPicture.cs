using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>A picture of <c>tests/golden/tasks</c> with the numbers of transformers.</summary>
/// <param name="model">The model's name.</param>
/// <param name="shape">What the model sees.</param>
/// <param name="root">The case.</param>
public sealed class GoldenPicture(string model, PictureShape shape, JsonElement root)
{
    /// <summary>Name of the model and the case.</summary>
    public string Name { get; } = $"{model}/{root.At("case").GetString()}";

    /// <summary>The picture.</summary>
    public TokenizedText Input { get; } = TokenizedText.Of(new PictureInput { Shape = shape, Pixels = root.At("pixel_values").Floats() });

    /// <summary>The row.</summary>
    public InputRow Row => Input.Row;

    /// <summary>Logits [C].</summary>
    public double[] Logits { get; } = root.At("logits").Doubles();

    /// <summary>The explained numbers.</summary>
    public ImmutableArray<GoldenPictureTarget> Targets { get; } =
        [.. root.At("targets").EnumerateArray().Select(target => new GoldenPictureTarget(target, root.At("patch").GetInt32()))];

    /// <summary>The cases of a model.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="info">The model, opened.</param>
    public static ImmutableArray<GoldenPicture> Cases(string model, ModelInfo info) =>
    [
        .. GoldenJson.Read(GoldenTask.CaseFile(model)).At("cases").EnumerateArray()
            .Select(element => new GoldenPicture(model, info.Picture!, element)),
    ];
}

/// <summary>One explained number of a picture.</summary>
/// <param name="root">The target.</param>
/// <param name="square">Edge in pixels of the squares that sums are over.</param>
public sealed class GoldenPictureTarget(JsonElement root, int square)
{
    /// <summary>What is explained.</summary>
    public Target Target { get; } = new(root.At("target", "index").GetInt32());

    /// <summary>The number.</summary>
    public double Value { get; } = root.At("value").GetDouble();

    /// <summary>Edge in pixels of the squares that sums are over.</summary>
    public int Square { get; } = square;

    /// <summary>Sums of the gradient over channels and squares, row by row.</summary>
    public double[] Gradients { get; } = root.At("gradient_sum_per_patch").Doubles();

    /// <summary>Sums of gradient times input over channels and squares, row by row.</summary>
    public double[] Products { get; } = root.At("gradient_x_input_per_patch").Doubles();

    /// <summary>Norms of the gradient over the channels of the first 4 × 4 pixels.</summary>
    public double[] Norms { get; } = root.At("saliency_l2_per_pixel_head").Doubles();
}
