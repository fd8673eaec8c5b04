using System.Numerics;
using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>All word embeddings but those of special tokens, with their nearest neighbours.</summary>
internal sealed class WordEmbeddings
{
    /// <summary>Words compared at once: few enough that their distances to the whole vocabulary stay small in memory.</summary>
    private const int WordsPerSearch = 16;

    /// <summary>Entries of the vocabulary that stay in the nearest cache while all words are compared with them.</summary>
    private const int EntriesPerBlock = 32;

    private readonly float[] _embeddings;
    private readonly int _width;
    private readonly HashSet<int> _special;
    private readonly Dictionary<(int Id, int Count), int[]> _neighbours = [];

    /// <summary>Reads the embeddings.</summary>
    /// <param name="model">The model.</param>
    /// <param name="special">Tokens that are nobody's neighbour.</param>
    public WordEmbeddings(IModel model, SpecialTokens special)
    {
        _width = model.Info.EmbeddingWidth;
        _special = [.. special.Present];
        _embeddings = new float[model.Info.VocabularySize * _width];
        int start = 0;

        // A core may look up no more ids at once than a row can hold.
        foreach (int[] ids in Enumerable.Range(0, model.Info.VocabularySize).Chunk(model.Info.MaxLength))
        {
            model.Embed(ids).Span.CopyTo(_embeddings.AsSpan(start));
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
        Find([id], count);
        return _neighbours[(id, count)];
    }

    /// <summary>Finds the neighbours of many words in one pass over the vocabulary.</summary>
    /// <param name="ids">The words.</param>
    /// <param name="count">How many neighbours of each, at most.</param>
    public void Find(IEnumerable<int> ids, int count)
    {
        foreach (int[] words in ids.Distinct().Where(id => !_neighbours.ContainsKey((id, count))).Chunk(WordsPerSearch))
        {
            float[][] distances = ApproximateDistances(words);
            for (int k = 0; k < words.Length; k++)
            {
                _neighbours[(words[k], count)] = Nearest(words[k], distances[k], count);
            }
        }
    }

    /// <summary>Squared distances of words to every entry, in single precision.</summary>
    private float[][] ApproximateDistances(int[] words)
    {
        int entries = _embeddings.Length / _width;
        float[][] distances = [.. words.Select(_ => new float[entries])];
        for (int start = 0; start < entries; start += EntriesPerBlock)
        {
            int end = Math.Min(entries, start + EntriesPerBlock);
            for (int k = 0; k < words.Length; k++)
            {
                for (int entry = start; entry < end; entry++)
                {
                    distances[k][entry] = ApproximateDistance(Embedding(words[k]), Embedding(entry));
                }
            }
        }

        return distances;
    }

    /// <summary>The nearest entries by exact distance, which only those that may be among them need.</summary>
    private int[] Nearest(int word, float[] approximate, int count)
    {
        // The largest of the count smallest, or infinity where there are fewer.
        var smallest = new PriorityQueue<float, float>(Comparer<float>.Create((left, right) => right.CompareTo(left)));
        for (int entry = 0; entry < approximate.Length; entry++)
        {
            float distance = approximate[entry];
            if ((smallest.Count < count || distance < smallest.Peek()) && IsCandidate(entry))
            {
                smallest.Enqueue(distance, distance);
                if (smallest.Count > count)
                {
                    smallest.Dequeue();
                }
            }
        }

        // A sum of n squares in single precision is off by less than (n + 4) · 2⁻²⁴ of itself; twice that on either side is safe. The last
        // term stands for squares too small for normal numbers.
        double error = 2 * (_width + 4) * Math.Pow(2, -24);
        double limit = smallest.Count < count
            ? double.PositiveInfinity
            : (smallest.Peek() * (1 + error) / (1 - error)) + (_width * 1e-37);
        return [.. Enumerable.Range(0, approximate.Length)
            .Where(entry => !(approximate[entry] > limit) && IsCandidate(entry))
            .Select(entry => (Entry: entry, Distance: Distance(Embedding(word), Embedding(entry))))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Entry)
            .Take(count)
            .Where(pair => double.IsFinite(pair.Distance))
            .Select(pair => pair.Entry)];

        bool IsCandidate(int entry) => entry != word && !_special.Contains(entry);
    }

    private static float ApproximateDistance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ReadOnlySpan<Vector<float>> leftLanes = MemoryMarshal.Cast<float, Vector<float>>(left);
        ReadOnlySpan<Vector<float>> rightLanes = MemoryMarshal.Cast<float, Vector<float>>(right);
        Vector<float> sums = Vector<float>.Zero;
        for (int lane = 0; lane < leftLanes.Length; lane++)
        {
            Vector<float> difference = leftLanes[lane] - rightLanes[lane];
            sums += difference * difference;
        }

        float sum = Vector.Sum(sums);
        for (int e = leftLanes.Length * Vector<float>.Count; e < left.Length; e++)
        {
            sum += (left[e] - right[e]) * (left[e] - right[e]);
        }

        return sum;
    }

    private static double Distance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int e = 0; e < left.Length; e++)
        {
            double difference = (double)left[e] - right[e];
            sum += difference * difference;
        }

        return sum;
    }
}
