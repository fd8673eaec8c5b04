using System.Text;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>Reads one text from outside the command line.</summary>
internal static class TextInput
{
    /// <summary>Far beyond what any model takes, and little memory; a larger file is not a text.</summary>
    private const int MostBytes = 1 << 24;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="BenchException">It is missing, no ordinary file, too large, or not UTF-8.</exception>
    public static string ReadFile(string path, string option)
    {
        try
        {
            return Decode(InputFile.Bytes(path, MostBytes), path);
        }
        catch (BenchException exception)
        {
            throw new BenchException(
                exception.Problem, $"{option} {path}", $"{exception.Remedy}; a text from another program is piped in with {option} -",
                exception);
        }
    }

    /// <summary>The text on standard input.</summary>
    /// <param name="option">The option that asks for it.</param>
    /// <exception cref="BenchException">There is none, or it is too large or not UTF-8.</exception>
    public static string ReadStandardInput(string option)
    {
        using Stream stream = Console.OpenStandardInput();
        string text = Read(stream, "standard input");
        return text.Length > 0
            ? text
            : throw new BenchException("Standard input is empty", $"{option} -", "Pipe a text in, or give it with --text");
    }

    private static string Read(Stream stream, string place)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MostBytes)
            {
                throw new BenchException($"The text has more than {MostBytes} bytes", place, "Give one text; `run` takes whole datasets");
            }
        }

        return Decode(bytes.ToArray(), place);
    }

    private static string Decode(byte[] bytes, string place)
    {
        try
        {
            string text = _strict.GetString(bytes);
            text = text.StartsWith('\uFEFF') ? text[1..] : text;
            return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        }
        catch (DecoderFallbackException e)
        {
            throw new BenchException($"Byte {e.Index} is not UTF-8", place, "Save the text as UTF-8", e);
        }
    }
}
