namespace Bench.Reporting;

/// <summary>The colours of every page, light and dark, as variables of CSS; <c>colours.css</c> says what each is for.</summary>
internal static class PageColours
{
    /// <summary>Name of the style sheet among the templates.</summary>
    public const string FileName = "colours.css";

    /// <summary>The style sheet.</summary>
    public static string Style { get; } = PageFile.Read(FileName);
}
