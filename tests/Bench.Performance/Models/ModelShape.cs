namespace Bench.Performance;

/// <summary>The size of an encoder made for measuring.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Layers">Layers.</param>
/// <param name="Hidden">Hidden size; the feed-forward part is four times as wide unless it is said.</param>
/// <param name="Heads">Heads.</param>
internal sealed record ModelShape(string Name, int Layers, int Hidden, int Heads)
{
    public static ModelShape BertBase { get; } = new("BERT-base shape", 12, 768, 12);

    public static ModelShape SixLayers { get; } = new("6 × 384", 6, 384, 12);

    /// <summary>Width of the feed-forward part.</summary>
    public int Intermediate { get; init; } = 4 * Hidden;

    public override string ToString() => Name;
}
