namespace Bench.Reporting;

/// <summary>What lists lack.</summary>
internal static class Lists
{
    /// <summary>Index of the first equal entry, or −1.</summary>
    public static int IndexOf(this IReadOnlyList<string> list, string value)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] == value)
            {
                return i;
            }
        }

        return -1;
    }
}
