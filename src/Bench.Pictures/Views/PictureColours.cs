namespace Bench.Pictures;

/// <summary>
/// Colours of scores, those of every page: blue for the target, orange against it, violet for magnitudes (ends of ColorBrewer's RdBu and
/// PuOr), told apart with every common colour-vision deficiency.
/// </summary>
internal static class PictureColours
{
    private static readonly byte[] _for = [33, 102, 172], _against = [179, 88, 6], _magnitude = [93, 58, 142];

    /// <summary>White for 0, the full colour for 1 and −1.</summary>
    /// <param name="shown">From −1 to 1.</param>
    /// <param name="sign">Which scores are shown.</param>
    /// <param name="channel">0 red, 1 green, 2 blue.</param>
    public static double Of(double shown, PictureSign sign, int channel)
    {
        byte[] full = sign switch
        {
            PictureSign.Negative => _against,
            PictureSign.Absolute => _magnitude,
            _ => shown < 0 ? _against : _for,
        };
        return 255 + (Math.Abs(shown) * (full[channel] - 255));
    }
}
