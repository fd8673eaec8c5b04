namespace Bench.Pictures;

/// <summary>A size that a processor makes.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="IsShortestEdge">Whether the shorter edge becomes that long, and the other keeps its proportion.</param>
public sealed record PictureSize(int Width, int Height, bool IsShortestEdge = false)
{
    /// <summary>Width and height of a picture that is resized so.</summary>
    /// <param name="image">The picture.</param>
    public (long Width, long Height) For(RgbImage image) => !IsShortestEdge ? (Width, Height)
        : image.Width <= image.Height ? (Width, Longer(image.Height, image.Width))
        : (Longer(image.Width, image.Height), Width);

    // transformers' get_resize_output_image_size: rounded down.
    private long Longer(int longer, int shorter) => (long)Width * longer / shorter;
}
