using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>Pixels of a picture that are marked, in the size that the picture is stored in. All of it is untrusted.</summary>
public sealed record PictureMask
{
    /// <summary>A picture in which marked pixels are lighter than half; or <see langword="null"/> where <see cref="Pixels"/> say.</summary>
    public DataFile? File { get; init; }

    /// <summary>Width in pixels of <see cref="Pixels"/>.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels of <see cref="Pixels"/>.</summary>
    public int Height { get; init; }

    /// <summary>Whether each pixel is marked [H · W], row by row; empty where a file says.</summary>
    public ImmutableArray<bool> Pixels { get; init; } = [];
}
