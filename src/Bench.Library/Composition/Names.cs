namespace Bench.Library;

/// <summary>Names of folders as people type them: without regard to case, where no folder has the very name.</summary>
internal static class Names
{
    /// <summary>A folder inside another by its relative path; the path as it was given where there is none.</summary>
    /// <param name="parent">The outer folder.</param>
    /// <param name="relative">Names separated by slashes.</param>
    public static string Inside(string parent, string relative)
    {
        string given = Path.Combine(parent, relative);
        if (Directory.Exists(given) || Path.IsPathRooted(relative))
        {
            return given;
        }

        string folder = parent;
        foreach (string part in relative.Split('/', Path.DirectorySeparatorChar))
        {
            string? next = In(folder).FirstOrDefault(name => name.Equals(part, StringComparison.OrdinalIgnoreCase));
            if (next is null)
            {
                return given;
            }

            folder = Path.Combine(folder, next);
        }

        return folder;
    }

    /// <summary>The names of the folders inside one, in order.</summary>
    public static IEnumerable<string> In(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(inside => Path.GetFileName(inside)).Order(StringComparer.Ordinal)
        : [];
}
