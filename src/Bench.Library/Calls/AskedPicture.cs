using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Pictures;

namespace Bench.Library;

/// <summary>Reads pictures as an opened model sees them.</summary>
internal static class AskedPicture
{
    /// <summary>A picture, beside another one where that was given.</summary>
    /// <param name="loaded">The model.</param>
    /// <param name="file">Path of the picture. Untrusted.</param>
    /// <param name="reference">Path of the other one, or <see langword="null"/>. Untrusted.</param>
    /// <exception cref="BenchException">A file cannot be read, or the model sees no pictures.</exception>
    public static TokenizedText Read(LoadedModel loaded, string file, string? reference)
    {
        IImageProcessor processor = Processor(loaded, file);
        TokenizedText input = processor.Read(file);
        return reference is null ? input : input.WithReference(processor.Read(reference).Picture!);
    }

    /// <summary>Which pixels of a picture are marked, as the model sees it [H · W].</summary>
    /// <param name="loaded">The model.</param>
    /// <param name="mask">Path of the mask. Untrusted.</param>
    /// <param name="picture">Path of the picture. Untrusted.</param>
    /// <exception cref="BenchException">A file cannot be read, or the mask is of another size than the picture.</exception>
    public static ImmutableArray<bool> ReadMask(LoadedModel loaded, string mask, string picture) =>
        Processor(loaded, mask).ReadMask(
            new PictureMask { File = DataFile.Of(Path.GetFileName(mask), InputFile.Bytes(mask, PictureFile.MostBytes)) },
            InputFile.Bytes(picture, PictureFile.MostBytes), picture);

    /// <summary>What makes of files what the model sees.</summary>
    /// <param name="loaded">The model.</param>
    /// <param name="where">Where a picture was given, for the message.</param>
    /// <exception cref="BenchException">The model sees no pictures, or its folder does not say how.</exception>
    public static IImageProcessor Processor(LoadedModel loaded, string where) => loaded.Processor ?? throw new BenchException(
        loaded.Model.Info.Picture is null ? "The model takes texts, not pictures" : "The model's folder has no preprocessor_config.json",
        where,
        loaded.Model.Info.Picture is null ? "Give a text, or name a model of pictures" : "Put it there from the model's source");
}
