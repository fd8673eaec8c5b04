using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>A finished explanation with everything needed to read, score and repeat it.</summary>
public sealed record Explanation
{
    /// <summary>Id of the explainer, or the name of the tool the scores came from.</summary>
    public required string Explainer { get; init; }

    /// <summary>Every option of the explainer with the value used, by kebab-case key.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The text, its tokens with offsets, and which of them are special.</summary>
    public required TokenizedText Input { get; init; }

    /// <summary>The output explained.</summary>
    public required Target Target { get; init; }

    /// <summary>The number explained at the target.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Seed the explainer was given.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether a score may be negative, and so says by its sign for what a token speaks.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>Scores, diagnostics and standard errors.</summary>
    public required Attribution Attribution { get; init; }

    /// <summary>What it took.</summary>
    public Cost Cost { get; init; }

    /// <summary>
    /// One score per feature, which is a unit of the text: of its tokens that are not fixed, in order, where tokens are the units.
    /// </summary>
    public double[] FeatureScores() => Attribution.PerUnit(Input);

    /// <summary>
    /// One score per pixel of a picture [H · W]: the method's own, or those of its units shared equally by their pixels.
    /// </summary>
    public double[] PixelScores()
    {
        if (!Attribution.PixelScores.IsEmpty)
        {
            return [.. Attribution.PixelScores];
        }

        double[] units = FeatureScores();
        double[] pixels = new double[Input.Picture!.Shape.PixelCount];
        foreach ((int i, Unit unit) in Input.Units.Index())
        {
            foreach (int pixel in unit.Area)
            {
                pixels[pixel] = units[i] / unit.Area.Length;
            }
        }

        return pixels;
    }
}
