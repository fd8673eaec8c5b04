namespace Bench.Abstractions;

/// <summary>The extents of a row-major tensor of one to four axes.</summary>
public readonly record struct Shape
{
    private readonly int _d0;
    private readonly int _d1;
    private readonly int _d2;
    private readonly int _d3;

    /// <summary>A shape of one to four axes, slowest first.</summary>
    /// <param name="extents">Length of each axis, none negative.</param>
    /// <exception cref="ArgumentException">There are no axes, more than four, or a negative extent.</exception>
    public Shape(params ReadOnlySpan<int> extents)
    {
        if (extents.Length is 0 or > 4 || extents.ContainsAnyInRange(int.MinValue, -1))
        {
            throw new ArgumentException($"A shape has 1 to 4 axes of length 0 or more, not [{string.Join(", ", extents.ToArray())}].");
        }

        Rank = extents.Length;
        _d0 = extents[0];
        _d1 = Rank > 1 ? extents[1] : 1;
        _d2 = Rank > 2 ? extents[2] : 1;
        _d3 = Rank > 3 ? extents[3] : 1;
    }

    /// <summary>Number of axes.</summary>
    public int Rank { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Rank == 0 ? 0 : checked(_d0 * _d1 * _d2 * _d3);

    /// <summary>Length of one axis.</summary>
    /// <param name="axis">0 for the slowest axis.</param>
    public int this[int axis] => (uint)axis >= (uint)Rank
        ? throw new ArgumentOutOfRangeException(nameof(axis))
        : axis switch { 0 => _d0, 1 => _d1, 2 => _d2, _ => _d3 };

    /// <inheritdoc/>
    public override string ToString() => Rank switch
    {
        0 => "[]",
        1 => $"[{_d0}]",
        2 => $"[{_d0}, {_d1}]",
        3 => $"[{_d0}, {_d1}, {_d2}]",
        _ => $"[{_d0}, {_d1}, {_d2}, {_d3}]",
    };
}
