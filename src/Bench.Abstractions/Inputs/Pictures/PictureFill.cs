namespace Bench.Abstractions;

/// <summary>What stands in the place of pixels that are taken away, and where paths to a picture start.</summary>
public enum PictureFill
{
    /// <summary>The processor's mean colour: 0 after normalisation.</summary>
    Mean,

    /// <summary>Black.</summary>
    Black,

    /// <summary>The picture blurred, see <see cref="PictureInput.BlurDeviation"/>.</summary>
    Blur,

    /// <summary>Colours drawn uniformly, pixel by pixel and channel by channel; the same ones for every picture of a size.</summary>
    Noise,

    /// <summary>Another picture, see <see cref="PictureInput.Reference"/>.</summary>
    Reference,
}
