namespace Bench.Abstractions;

/// <summary>
/// Turns pictures into what a model sees, as its <c>preprocessor_config.json</c> says. Beside <see cref="ITokenizer"/>, which does it for
/// texts. Implementations are safe for concurrent calls.
/// </summary>
public interface IImageProcessor
{
    /// <summary>Size and patches of what the model sees.</summary>
    PictureShape Shape { get; }

    /// <summary>Reads a picture file: PNG, JPEG or WebP. Untrusted.</summary>
    /// <param name="file">Path of the file.</param>
    /// <exception cref="BenchException">The file is missing, too large or damaged.</exception>
    TokenizedText Read(string file);

    /// <summary>Reads the bytes of a picture file. Untrusted.</summary>
    /// <param name="bytes">All bytes of the file.</param>
    /// <param name="source">What to call it in messages and documents.</param>
    /// <exception cref="BenchException">The bytes are too many or damaged.</exception>
    TokenizedText Read(ReadOnlyMemory<byte> bytes, string source);

    /// <summary>
    /// Takes values that are normalised already, as image processors of transformers give them under <c>pixel_values</c>.
    /// </summary>
    /// <param name="pixels">Values [3, H, W].</param>
    /// <param name="source">What to call it in messages and documents, or <see langword="null"/>.</param>
    /// <exception cref="BenchException">They are not those of a picture of the model's size, or not finite.</exception>
    TokenizedText Read(ReadOnlyMemory<float> pixels, string? source = null);

    /// <summary>
    /// Which pixels of what the model sees are marked: the mask is resized and cut as the picture is, and a pixel is marked where at least
    /// half of it is.
    /// </summary>
    /// <param name="mask">The mask, of the picture's size.</param>
    /// <param name="picture">All bytes of the picture's file.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <returns>[H · W], row by row.</returns>
    /// <exception cref="BenchException">
    /// It cannot be read, or is of another size than the picture, turned as its EXIF says: it would mark other pixels than were meant.
    /// </exception>
    System.Collections.Immutable.ImmutableArray<bool> ReadMask(PictureMask mask, ReadOnlyMemory<byte> picture, string where);
}
