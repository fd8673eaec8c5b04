namespace Bench.Abstractions;

/// <summary>Finds what somebody who mistyped a name probably meant.</summary>
public static class NearMatches
{
    /// <summary>A sentence such as <c>Did you mean 'lime'? </c>, or an empty string where nothing comes near.</summary>
    /// <param name="found">The mistyped name.</param>
    /// <param name="known">The names that exist.</param>
    public static string Suggest(string found, IEnumerable<string> known)
    {
        string[] near = [.. known
            .Select(name => (Name: name, Distance: Distance(found, name)))
            .Where(candidate => candidate.Distance <= Math.Max(2, candidate.Name.Length / 3)
                || (found.Length >= 3 && candidate.Name.Contains(found, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(3)
            .Select(candidate => $"'{candidate.Name}'")];
        return near.Length == 0 ? "" : $"Did you mean {string.Join(" or ", near)}? ";
    }

    // Levenshtein distance, ignoring case; names longer than any id of ours are cut so that hostile input stays cheap.
    private static int Distance(string a, string b)
    {
        a = a.Length > 64 ? a[..64] : a;
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int[] current = new int[b.Length + 1];
            current[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int substitution = previous[j] + (char.ToLowerInvariant(a[i]) == char.ToLowerInvariant(b[j]) ? 0 : 1);
                current[j + 1] = Math.Min(substitution, Math.Min(previous[j + 1], current[j]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
