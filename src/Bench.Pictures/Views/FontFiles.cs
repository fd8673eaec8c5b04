using SkiaSharp;

namespace Bench.Pictures;

/// <summary>
/// The fonts of this machine's usual folders, opened as files: Skia's build without native dependencies knows of no installed font on
/// Linux.
/// </summary>
internal sealed class FontFiles : IDisposable
{
    // Plain fonts with many characters; what else there is follows by name.
    private static readonly string[] _preferred = ["DejaVuSans.", "NotoSans-Regular.", "LiberationSans-Regular.", "Ubuntu-R."];

    // A machine for typesetters holds thousands; a title is worth opening some.
    private const int Most = 300;

    private readonly List<SKFont> _opened = [];
    private readonly IEnumerator<string> _left;

    /// <summary>Looks into folders; nothing is opened yet.</summary>
    /// <param name="folders">Folders, with all that is below them; those that are not there are left out.</param>
    public FontFiles(IEnumerable<string> folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 5, IgnoreInaccessible = true };
        _left = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", options))
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC")
            .OrderBy(file => Array.FindIndex(_preferred, start => Path.GetFileName(file).StartsWith(start, StringComparison.Ordinal)) switch
            {
                < 0 => _preferred.Length,
                int place => place,
            })
            .ThenBy(Path.GetFileName, StringComparer.Ordinal)
            .Take(Most)
            .GetEnumerator();
    }

    /// <summary>Where Linux keeps fonts: of the system, of what was installed beside it, and of the user.</summary>
    public static IEnumerable<string> UsualFolders => !OperatingSystem.IsLinux() ? [] :
    [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        .. new[] { ".fonts", ".local/share/fonts" }.Select(
            folder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), folder)),
    ];

    /// <summary>The first font that has a character, <see langword="null"/> where none has.</summary>
    /// <param name="character">Its code point.</param>
    public SKTypeface? Having(int character)
    {
        while (true)
        {
            if (_opened.Find(font => font.ContainsGlyph(character)) is { } found)
            {
                return found.Typeface;
            }

            if (!_left.MoveNext())
            {
                return null;
            }

            // Skia gives nothing for a file that is no font.
            if (SKTypeface.FromFile(_left.Current) is { } opened)
            {
                _opened.Add(new SKFont(opened));
            }
        }
    }

    public void Dispose()
    {
        _left.Dispose();
        foreach (SKFont font in _opened)
        {
            font.Typeface.Dispose();
            font.Dispose();
        }
    }
}
