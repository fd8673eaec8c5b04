namespace Bench.Pictures;

/// <summary>How the scores of pixels are shown; the four of captum and transformers-interpret.</summary>
public enum PictureView
{
    /// <summary>Colours alone.</summary>
    HeatMap,

    /// <summary>Colours, half transparent, over the picture in grey.</summary>
    Overlay,

    /// <summary>The picture, each pixel times its score: what does not matter is black.</summary>
    Masked,

    /// <summary>The picture, each pixel as opaque as its score: what does not matter is transparent.</summary>
    Alpha,
}

/// <summary>Which scores are shown.</summary>
public enum PictureSign
{
    /// <summary>All: blue for the target, orange against it. Where one colour must do, the positive ones.</summary>
    All,

    /// <summary>Those for the target.</summary>
    Positive,

    /// <summary>Those against it.</summary>
    Negative,

    /// <summary>Their magnitudes.</summary>
    Absolute,
}

/// <summary>How pictures are shown.</summary>
public sealed record PictureStyle
{
    /// <summary>What <see cref="Outliers"/> is unless said otherwise, as in captum.</summary>
    public const double UsualOutliers = 0.02;

    /// <summary>How scores are shown.</summary>
    public PictureView View { get; init; } = PictureView.Overlay;

    /// <summary>Which scores are shown.</summary>
    public PictureSign Sign { get; init; } = PictureSign.All;

    /// <summary>
    /// Share of the sum of magnitudes whose largest are all shown in the strongest colour, from 0 to below 1.
    /// </summary>
    public double Outliers { get; init; } = UsualOutliers;

    /// <summary>Whether the picture itself stands beside.</summary>
    public bool IsBeside { get; init; }
}
