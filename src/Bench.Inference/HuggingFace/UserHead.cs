using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// A head that users define in <c>bench.yaml</c> beside a model whose class is their own: which hidden state it reads, and the name of its
/// one linear map. Lines <c>key: value</c>; what follows a # is a comment.
/// </summary>
/// <param name="Pooling">Which hidden state is read.</param>
/// <param name="Tensor">Name of the linear map, without <c>.weight</c>; <see langword="null"/> for the class's own head.</param>
internal sealed record UserHead(Pooling Pooling, string? Tensor)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "bench.yaml";

    private const string PoolingKey = "pooling";
    private const string HeadKey = "head";
    private static readonly Dictionary<string, Pooling> _poolings = new()
    {
        ["first"] = Pooling.First,
        ["mean"] = Pooling.Mean,
        ["last"] = Pooling.Last,
    };

    /// <summary>Reads a folder's file, or gives <see langword="null"/> where there is none.</summary>
    /// <exception cref="BenchException">The file is damaged, or says something else.</exception>
    public static UserHead? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        Dictionary<string, string> values;
        try
        {
            values = ReadLines(path);
        }
        catch (Exception exception) when (exception is DecoderFallbackException or IOException)
        {
            throw new BenchException($"The file cannot be read: {exception.Message.TrimEnd('.')}", path, "Save it as UTF-8", exception);
        }

        string pooling = values.GetValueOrDefault(PoolingKey, "first");
        return _poolings.TryGetValue(pooling, out Pooling known)
            ? new UserHead(known, values.GetValueOrDefault(HeadKey)?.Replace(".weight", "", StringComparison.Ordinal))
            : throw new BenchException(
                $"The pooling '{pooling}' is unknown", $"{path}: {PoolingKey}", $"Known: {string.Join(", ", _poolings.Keys)}");
    }

    private static Dictionary<string, string> ReadLines(string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using StreamReader reader = InputFile.OpenText(path, InputFile.Settings);
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            string text = line.Split('#')[0].Trim();
            string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
            if (text.Length == 0 || text == "---")
            {
                continue;
            }

            if (parts.Length != 2 || parts[1].Length == 0 || parts[0] is not (PoolingKey or HeadKey)
                || !values.TryAdd(parts[0], parts[1].Trim('"', '\'')))
            {
                throw new BenchException(
                    $"The line '{text}' is not understood",
                    $"{path}:{number}",
                    $"Write '{PoolingKey}: first', 'mean' or 'last', and '{HeadKey}: NAME' with the name of a linear map; each once");
            }
        }

        return values;
    }
}
