using System.Collections.Concurrent;

namespace Bench.Inference;

/// <summary>
/// Remembers the pieces of short words: texts say the same words again and again. It holds so many words and no more, those seen first;
/// what it answers never depends on what it holds.
/// </summary>
/// <param name="model">The model that cuts words.</param>
internal sealed class CachedPieceModel(IPieceModel model) : IPieceModel
{
    private const int LongestWord = 48;
    private const int MostWords = 1 << 16;

    private readonly ConcurrentDictionary<string, Piece[]> _words = new(StringComparer.Ordinal);
    private int _count;

    /// <inheritdoc/>
    public string? ContinuationPrefix => model.ContinuationPrefix;

    /// <inheritdoc/>
    public void Split(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        if (word.Length > LongestWord)
        {
            model.Split(word, pieces);
        }
        else if (_words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out Piece[]? known))
        {
            pieces.AddRange(known);
        }
        else
        {
            int start = pieces.Count;
            model.Split(word, pieces);
            if (Volatile.Read(ref _count) < MostWords && _words.TryAdd(word.ToString(), [.. pieces[start..]]))
            {
                Interlocked.Increment(ref _count);
            }
        }
    }
}
