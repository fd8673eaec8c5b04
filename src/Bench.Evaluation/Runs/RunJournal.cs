using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The progress of an unfinished run: a first line with the run's identity, then one line per finished instance, appended as they
/// come. A line torn by a crash is dropped when the file is opened again. The open file is locked, so that two processes never write
/// into one run.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly FileStream _stream;
    private readonly Dictionary<int, (long Offset, int Length)> _lines = [];

    private RunJournal(FileStream stream) => _stream = stream;

    /// <summary>Indices of the instances that are done.</summary>
    public IReadOnlyCollection<int> Done => _lines.Keys;

    /// <summary>Opens the journal of a run, continuing it where it stands.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="identity">What the run's numbers depend on; a journal with another identity is started anew.</param>
    /// <exception cref="BenchException">The file cannot be written, or another process holds it.</exception>
    public static RunJournal Open(string path, string identity)
    {
        RunJournal? journal = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            journal = new RunJournal(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            journal.Recover(identity);
            return journal;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            journal?.Dispose();
            throw new BenchException(
                $"The results folder cannot be written: {exception.Message.TrimEnd('.')}",
                path,
                "Check its permissions and that no other run uses it, or choose another with --out",
                exception);
        }
    }

    /// <summary>Appends a finished instance and hands it to the operating system.</summary>
    /// <param name="result">The instance.</param>
    /// <exception cref="BenchException">The disk is full or fails; what was written before stays.</exception>
    public void Append(InstanceResult result)
    {
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(result, _json);
        long offset = _stream.Length;
        try
        {
            _stream.Position = offset;
            _stream.Write(line);
            _stream.WriteByte((byte)'\n');
            _stream.Flush();
        }
        catch (IOException exception)
        {
            throw new BenchException(
                $"Progress cannot be saved: {exception.Message.TrimEnd('.')}",
                _stream.Name,
                "Free some space and run the same command again; finished instances are kept",
                exception);
        }

        _lines[result.Index] = (offset, line.Length);
    }

    /// <summary>Reads the finished instances in dataset order, one at a time.</summary>
    public IEnumerable<InstanceResult> Read()
    {
        foreach ((int _, (long offset, int length)) in _lines.OrderBy(line => line.Key))
        {
            yield return JsonSerializer.Deserialize<InstanceResult>(ReadLine(offset, length), _json)!;
        }
    }

    /// <summary>Removes the journal: the run is finished and exported.</summary>
    public void Delete()
    {
        string path = _stream.Name;
        _stream.Dispose();
        File.Delete(path);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Recover(string identity)
    {
        byte[] header = System.Text.Encoding.UTF8.GetBytes(identity);
        List<(long Offset, int Length)> lines = FindLines();
        if (lines.Count == 0 || !ReadLine(lines[0].Offset, lines[0].Length).AsSpan().SequenceEqual(header))
        {
            _stream.SetLength(0);
            _stream.Write(header);
            _stream.WriteByte((byte)'\n');
            _stream.Flush();
            return;
        }

        long end = lines[0].Offset + lines[0].Length + 1;
        foreach ((long offset, int length) in lines.Skip(1))
        {
            try
            {
                InstanceResult result = JsonSerializer.Deserialize<InstanceResult>(ReadLine(offset, length), _json)!;
                _lines[result.Index] = (offset, length);
                end = offset + length + 1;
            }
            catch (JsonException)
            {
                break;
            }
        }

        _stream.SetLength(end);
    }

    private List<(long Offset, int Length)> FindLines()
    {
        var lines = new List<(long, int)>();
        byte[] buffer = new byte[1 << 16];
        long start = 0;
        long position = 0;
        _stream.Position = 0;
        for (int count; (count = _stream.Read(buffer)) > 0; position += count)
        {
            for (int i = 0; i < count; i++)
            {
                if (buffer[i] == (byte)'\n')
                {
                    lines.Add((start, checked((int)(position + i - start))));
                    start = position + i + 1;
                }
            }
        }

        return lines;
    }

    private byte[] ReadLine(long offset, int length)
    {
        byte[] line = new byte[length];
        _stream.Position = offset;
        _stream.ReadExactly(line);
        return line;
    }
}
