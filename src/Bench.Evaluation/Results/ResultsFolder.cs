using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The folder of one run's files. Files appear whole or not at all.</summary>
/// <param name="path">The folder.</param>
public sealed class ResultsFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Writes a file under a temporary name and moves it into place.</summary>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="BenchException">The disk is full or the folder cannot be written; an older file stays as it was.</exception>
    public void Write(string fileName, Action<TextWriter> write)
    {
        string target = System.IO.Path.Combine(Path, fileName);
        string temporary = target + ".tmp";
        try
        {
            using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
            {
                write(writer);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new BenchException(
                $"The file cannot be written: {exception.Message.TrimEnd('.')}",
                target,
                "Free some space or check the permissions, then run the same command again; finished work is kept",
                exception);
        }
    }
}
