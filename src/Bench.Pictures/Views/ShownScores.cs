namespace Bench.Pictures;

/// <summary>Scores as colours need them: from −1 to 1, outliers cut off.</summary>
public static class ShownScores
{
    /// <summary>
    /// As captum's visualisation normalises (captum/attr/_utils/visualization.py): the chosen scores over <see cref="Strongest"/>, cut to
    /// [−1, 1]; zeros where nothing is chosen.
    /// </summary>
    /// <param name="scores">Scores of pixels.</param>
    /// <param name="sign">Which of them.</param>
    /// <param name="outliers">Share of outliers, from 0 to below 1.</param>
    /// <returns>From −1 to 1 with <see cref="PictureSign.All"/>, else from 0 to 1.</returns>
    public static double[] Of(IReadOnlyList<double> scores, PictureSign sign, double outliers)
    {
        double[] chosen = [.. scores.Select(score => sign switch
        {
            PictureSign.Positive => Math.Max(0, score),
            PictureSign.Negative => Math.Max(0, -score),
            PictureSign.Absolute => Math.Abs(score),
            _ => score,
        })];
        double threshold = Strongest(chosen, outliers);
        return Array.ConvertAll(chosen, score => threshold == 0 ? 0 : Math.Clamp(score / threshold, -1, 1));
    }

    /// <summary>
    /// What the strongest colour stands for: the smallest magnitude at which the sum of all magnitudes up to it reaches the share that is
    /// no outlier.
    /// </summary>
    /// <param name="scores">Scores of pixels, or of parts of one size.</param>
    /// <param name="outliers">Share of outliers, from 0 to below 1.</param>
    public static double Strongest(IReadOnlyList<double> scores, double outliers)
    {
        double[] magnitudes = [.. scores.Select(Math.Abs)];
        Array.Sort(magnitudes);
        double enough = (1 - outliers) * magnitudes.Sum(), sum = 0;
        foreach (double magnitude in magnitudes)
        {
            sum += magnitude;
            if (sum >= enough)
            {
                return magnitude;
            }
        }

        return magnitudes.Length == 0 ? 0 : magnitudes[^1];
    }
}
