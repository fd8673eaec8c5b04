using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>All word embeddings but those of special tokens, with their nearest neighbours.</summary>
internal sealed class Vocabulary
{
    private readonly float[] _embeddings;
    private readonly int _width;
    private readonly HashSet<int> _special;
    private readonly Dictionary<(int Id, int Count), int[]> _neighbours = [];

    /// <summary>Reads the embeddings.</summary>
    /// <param name="model">The model.</param>
    /// <param name="special">Tokens that are nobody's neighbour.</param>
    public Vocabulary(IGradientModel model, SpecialTokens special)
    {
        _width = model.Info.EmbeddingWidth;
        _special = [special.Classification, special.Separator, special.Padding, special.Mask, special.Unknown];
        _embeddings = new float[model.Info.VocabularySize * _width];
        int start = 0;

        // A core may look up no more ids at once than a row can hold.
        foreach (int[] ids in Enumerable.Range(0, model.Info.VocabularySize).Chunk(model.Info.MaxLength))
        {
            model.WordEmbeddings(ids).Span.CopyTo(_embeddings.AsSpan(start));
            start += ids.Length * _width;
        }
    }

    /// <summary>The embedding of a word.</summary>
    /// <param name="id">Its id.</param>
    public ReadOnlySpan<float> Embedding(int id) => _embeddings.AsSpan(id * _width, _width);

    /// <summary>The words nearest to a word by Euclidean distance, itself left out; ties go to the lower id.</summary>
    /// <param name="id">The word.</param>
    /// <param name="count">How many, at most.</param>
    public int[] Neighbours(int id, int count)
    {
        if (_neighbours.TryGetValue((id, count), out int[]? known))
        {
            return known;
        }

        int words = _embeddings.Length / _width;
        double[] distances = new double[words];
        int[] ids = new int[words];
        ReadOnlySpan<float> own = Embedding(id);
        for (int word = 0; word < words; word++)
        {
            ids[word] = word;
            ReadOnlySpan<float> other = Embedding(word);
            double sum = 0;
            for (int e = 0; e < own.Length; e++)
            {
                double difference = (double)own[e] - other[e];
                sum += difference * difference;
            }

            distances[word] = word == id || _special.Contains(word) ? double.PositiveInfinity : sum;
        }

        // Only finite distances are words; the sort is made stable by the id.
        Array.Sort(ids, (left, right) =>
            distances[left] != distances[right] ? distances[left].CompareTo(distances[right]) : left.CompareTo(right));
        return _neighbours[(id, count)] = [.. ids.Take(count).Where(word => double.IsFinite(distances[word]))];
    }
}
