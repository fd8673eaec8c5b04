using System.Text;
using SkiaSharp;

namespace Bench.Pictures;

/// <summary>
/// Draws titles by the machine's fonts, each character by one that has it. What no font has would be an empty box or nothing: a question
/// mark stands for it where there is a font at all, and <see cref="Lacking"/> says which it is.
/// </summary>
/// <param name="size">Height of the letters in pixels.</param>
internal sealed class TitleFonts(float size) : IDisposable
{
    private static readonly Rune _missing = new('?');

    private readonly Dictionary<Rune, SKTypeface?> _known = [];
    private readonly FontFiles _files = new(FontFiles.UsualFolders);

    /// <summary>The characters of a title that no font of this machine has.</summary>
    /// <param name="title">The title. Untrusted.</param>
    public IEnumerable<Rune> Lacking(string title) => title.EnumerateRunes().Where(rune => Of(rune) is null);

    /// <summary>Draws a title, as far as there are fonts for it.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="title">The title. Untrusted.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="baseline">Where its letters stand.</param>
    /// <param name="most">How wide it may be; letters of a longer one are smaller, down to half of their size.</param>
    /// <param name="ink">Its colour.</param>
    public void Draw(SKCanvas canvas, string title, float left, float baseline, float most, SKPaint ink)
    {
        List<(SKTypeface Typeface, string Text)> parts = Parts(title);
        float width = parts.Sum(part => Measure(part, size));
        float fitting = width > most ? size * Math.Max(0.5f, most / width) : size;
        float place = left;
        foreach ((SKTypeface Typeface, string Text) part in parts)
        {
            using var font = new SKFont(part.Typeface, fitting);
            canvas.DrawText(part.Text, place, baseline, SKTextAlign.Left, font, ink);
            place += Measure(part, fitting);
        }
    }

    public void Dispose()
    {
        _files.Dispose();
        foreach (SKTypeface typeface in _known.Values.OfType<SKTypeface>().Distinct())
        {
            typeface.Dispose();
        }
    }

    private static float Measure((SKTypeface Typeface, string Text) part, float size)
    {
        using var font = new SKFont(part.Typeface, size);
        return font.MeasureText(part.Text);
    }

    // Neighbours of one font together.
    private List<(SKTypeface Typeface, string Text)> Parts(string title)
    {
        var parts = new List<(SKTypeface Typeface, string Text)>();
        foreach (Rune rune in title.EnumerateRunes())
        {
            Rune shown = Of(rune) is null ? _missing : rune;
            if (Of(shown) is not { } typeface)
            {
                continue;
            }

            if (parts.Count > 0 && parts[^1].Typeface == typeface)
            {
                parts[^1] = (typeface, parts[^1].Text + shown);
            }
            else
            {
                parts.Add((typeface, shown.ToString()));
            }
        }

        return parts;
    }

    private SKTypeface? Of(Rune rune)
    {
        if (!_known.TryGetValue(rune, out SKTypeface? typeface))
        {
            using var font = new SKFont(SKTypeface.Default);
            typeface = font.ContainsGlyph(rune.Value) ? SKTypeface.Default
                : SKFontManager.Default.MatchCharacter(rune.Value) ?? _files.Having(rune.Value);
            _known.Add(rune, typeface);
        }

        return typeface;
    }
}
