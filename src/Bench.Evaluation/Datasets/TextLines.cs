using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Reads UTF-8 text files line by line.</summary>
internal static class TextLines
{
    /// <summary>A reader that refuses bytes that are no UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">The file is missing or cannot be read.</exception>
    public static StreamReader Open(string path) => InputFile.OpenText(path, InputFile.Unlimited);

    /// <summary>The lines with their numbers, from 1; blank lines are left out.</summary>
    /// <param name="path">The file.</param>
    public static IEnumerable<(string Line, int Number)> Read(string path) =>
        All(path).Where(line => !string.IsNullOrWhiteSpace(line.Line));

    /// <summary>All lines with their numbers, from 1.</summary>
    /// <param name="path">The file.</param>
    public static IEnumerable<(string Line, int Number)> All(string path)
    {
        using StreamReader reader = Open(path);
        for (int number = 1; Guarded(path, number, reader.ReadLine) is { } line; number++)
        {
            yield return (line, number);
        }
    }

    /// <summary>The place of a line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="number">The line's number, from 1.</param>
    public static string Where(string path, int number) => $"{path}:{number}";

    /// <summary>Runs something that reads a file, and turns what goes wrong into a clear error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">About which line is being read.</param>
    /// <param name="read">What reads.</param>
    public static T Guarded<T>(string path, int? line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException exception)
        {
            throw new BenchException(
                "The file holds bytes that are not UTF-8", line is { } number ? $"{path}:{number} or after" : path, "Save it as UTF-8",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException(
                $"The file cannot be read ({exception.Message.TrimEnd('.')})", path, "Check its permissions and the disk", exception);
        }
    }
}
