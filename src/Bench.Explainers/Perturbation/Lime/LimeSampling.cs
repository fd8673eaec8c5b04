using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The masks of LIME and their weights, as LIME's text explainer draws them (Ribeiro et al. 2016).</summary>
internal static class LimeSampling
{
    /// <summary>
    /// Draws masks: the first keeps everything; every other removes a number of features uniform in 1…m, chosen uniformly.
    /// </summary>
    /// <param name="features">Number of features m.</param>
    /// <param name="samples">Number of masks, at least 1.</param>
    /// <param name="random">Source of randomness.</param>
    /// <returns>Distinct masks in order of first appearance, and how often each was drawn.</returns>
    public static (List<bool[]> Masks, List<int> Counts) Draw(int features, int samples, DeterministicRandom random)
    {
        bool[] all = new bool[features];
        Array.Fill(all, true);
        var masks = new List<bool[]> { all };
        var counts = new List<int> { 1 };
        var seen = new Dictionary<string, int>(StringComparer.Ordinal) { [CoalitionGame.Key(all)] = 0 };
        int[] order = [.. Enumerable.Range(0, features)];
        for (int k = 1; k < samples; k++)
        {
            int removed = 1 + random.NextInt(features);
            bool[] mask = (bool[])all.Clone();
            for (int i = 0; i < removed; i++)
            {
                // The first steps of a Fisher–Yates shuffle: the features swapped to the front go.
                int j = i + random.NextInt(features - i);
                (order[i], order[j]) = (order[j], order[i]);
                mask[order[i]] = false;
            }

            if (seen.TryAdd(CoalitionGame.Key(mask), masks.Count))
            {
                masks.Add(mask);
                counts.Add(1);
            }
            else
            {
                counts[seen[CoalitionGame.Key(mask)]]++;
            }
        }

        return (masks, counts);
    }

    /// <summary>
    /// 100 · cosine distance between a mask and the full text: 100 (1 − √(kept / m)), and 100 for the empty mask.
    /// </summary>
    /// <param name="mask">The mask.</param>
    public static double Distance(bool[] mask) => 100 * (1 - Math.Sqrt((double)mask.Count(kept => kept) / mask.Length));

    /// <summary>√exp(−d² / width²).</summary>
    /// <param name="distance">d.</param>
    /// <param name="width">Kernel width.</param>
    public static double Kernel(double distance, double width) => Math.Exp(-distance * distance / (2 * width * width));
}
