namespace Bench.Abstractions;

/// <summary>Parts of a picture whose pixels touch by their edges.</summary>
internal static class ConnectedRegions
{
    /// <summary>
    /// Numbers regions of equal labels anew, each connected; one smaller than a size goes to the region numbered before it that it touches,
    /// which is why the first is never joined to another.
    /// </summary>
    /// <param name="labels">Labels [H · W].</param>
    /// <param name="width">W.</param>
    /// <param name="height">H.</param>
    /// <param name="least">Pixels below which a region is joined to its neighbour.</param>
    /// <returns>Numbers from 0 on, none left out, in order of each region's first pixel.</returns>
    public static int[] Of(int[] labels, int width, int height, int least)
    {
        int[] regions = new int[labels.Length];
        Array.Fill(regions, -1);
        int count = 0;
        for (int start = 0; start < labels.Length; start++)
        {
            if (regions[start] >= 0)
            {
                continue;
            }

            List<int> pixels = Flood(labels, regions, start, count, width, height, out int neighbour);
            if (pixels.Count < least && neighbour >= 0)
            {
                pixels.ForEach(pixel => regions[pixel] = neighbour);
            }
            else
            {
                count++;
            }
        }

        return regions;
    }

    // The neighbour is a region that the first pixels touch: it has a number already.
    private static List<int> Flood(int[] labels, int[] regions, int start, int number, int width, int height, out int neighbour)
    {
        neighbour = -1;
        List<int> pixels = [start];
        regions[start] = number;
        for (int next = 0; next < pixels.Count; next++)
        {
            (int x, int y) = (pixels[next] % width, pixels[next] / width);
            foreach ((int dx, int dy) in ((int, int)[])[(-1, 0), (0, -1), (1, 0), (0, 1)])
            {
                if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height)
                {
                    continue;
                }

                int beside = pixels[next] + dx + (dy * width);
                if (regions[beside] < 0 && labels[beside] == labels[start])
                {
                    regions[beside] = number;
                    pixels.Add(beside);
                }
                else if (neighbour < 0 && regions[beside] >= 0 && regions[beside] != number)
                {
                    neighbour = regions[beside];
                }
            }
        }

        return pixels;
    }
}
