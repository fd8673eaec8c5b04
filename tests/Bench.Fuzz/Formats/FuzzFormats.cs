namespace Bench.Fuzz;

/// <summary>Every format that comes from outside.</summary>
internal static class FuzzFormats
{
    public static IReadOnlyList<FuzzFormat> All() =>
        [.. ModelFormats.All(), .. TokenizerFormats.All(), .. DatasetFormats.All(), .. OptionFormats.All(), .. RunFormats.All(),
            .. PictureFormats.All()];
}
