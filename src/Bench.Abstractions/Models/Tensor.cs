namespace Bench.Abstractions;

/// <summary>
/// Flat, row-major float memory with an explicit shape: what crosses the seam between a core and everything else. The memory may
/// be a slice of a buffer shared by a whole batch; nobody writes to it after it was handed out.
/// </summary>
public readonly struct Tensor
{
    /// <summary>Wraps memory; nothing is copied.</summary>
    /// <param name="data">The elements in row-major order.</param>
    /// <param name="shape">The extents; their product is the length of <paramref name="data"/>.</param>
    /// <exception cref="ArgumentException">Length and shape disagree.</exception>
    public Tensor(ReadOnlyMemory<float> data, Shape shape)
    {
        if (data.Length != shape.Count)
        {
            throw new ArgumentException($"Shape {shape} has {shape.Count} elements, but the memory holds {data.Length}.");
        }

        Data = data;
        Shape = shape;
    }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlyMemory<float> Data { get; }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlySpan<float> Span => Data.Span;

    /// <summary>The part that belongs to one index of the first axis, without copying.</summary>
    /// <param name="index">Index along the first axis.</param>
    /// <returns>A tensor with one axis fewer (or one element, where there was one axis).</returns>
    public Tensor this[int index]
    {
        get
        {
            int count = Shape.Count / Math.Max(1, Shape[0]);
            Shape rest = Shape.Rank switch
            {
                1 => new Shape(1),
                2 => new Shape(Shape[1]),
                3 => new Shape(Shape[1], Shape[2]),
                _ => new Shape(Shape[1], Shape[2], Shape[3]),
            };
            return new Tensor(Data.Slice(index * count, count), rest);
        }
    }
}
