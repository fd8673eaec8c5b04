using System.Reflection;

namespace Bench.Reporting;

/// <summary>Styles and scripts that pages carry.</summary>
internal static class PageFile
{
    /// <summary>Reads one, with the line ends that a browser hashes.</summary>
    /// <param name="name">Its name among the templates.</param>
    public static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"templates/{name}")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
