namespace Bench.Pictures;

/// <summary>How pixels are weighed when a picture is resized; the numbers are Pillow's.</summary>
public enum Resampling
{
    /// <summary>A triangle of radius 1.</summary>
    Bilinear = 2,

    /// <summary>Cubic convolution with a = −0.5, of radius 2 (Keys, 1981).</summary>
    Bicubic = 3,
}
