using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// A model as a formula: f = bias + Σ weights of the words + Σ gates over the counts of words. A word's embedding is its weight, then a 1
/// in the place of each word of a gate that it is; special, unknown and hidden tokens are 0, so that every way to take a token away
/// is the same. The logits are −f and f.
/// </summary>
internal sealed class ClosedFormModel : IModel
{
    private readonly double _bias;
    private readonly float[][] _embeddings;
    private readonly Gate[] _gates;

    /// <summary>Builds the model.</summary>
    /// <param name="name">Name of its folder.</param>
    /// <param name="file">The formula.</param>
    /// <param name="maxLength">Longest row.</param>
    public ClosedFormModel(string name, ClosedFormFile file, int maxLength)
    {
        string[] slots = [.. file.Gates.SelectMany(gate => gate.Words).Distinct().Order(StringComparer.Ordinal)];
        Vocabulary = [.. file.Words.Keys.Concat(slots).Distinct().Order(StringComparer.Ordinal)];
        _bias = file.Bias;
        _gates =
            [.. file.Gates.Select(gate =>
                new Gate(
                    gate.Kind, [.. gate.Words.Select(word => Array.IndexOf(slots, word))], gate.Weight, gate.Amplitude, gate.Frequency))];
        int width = 1 + slots.Length;
        _embeddings = [.. Enumerable.Range(0, ClosedFormTokenizer.FirstWord).Select(_ => new float[width]), .. Vocabulary.Select(word =>
        {
            float[] embedding = new float[width];
            embedding[0] = (float)file.Words.GetValueOrDefault(word);
            if (Array.IndexOf(slots, word) is >= 0 and int slot)
            {
                embedding[1 + slot] = 1;
            }

            return embedding;
        })];
        Info = new ModelInfo
        {
            Name = name,
            Architecture = "ClosedForm",
            Labels = file.Labels,
            Activation = OutputActivation.Softmax,
            VocabularySize = _embeddings.Length,
            EmbeddingWidth = width,
            MaxLength = maxLength,
            Layers = 1,
            Heads = 1,
        };
    }

    /// <summary>The words the formula names, in ordinal order.</summary>
    public IReadOnlyList<string> Vocabulary { get; }

    public ModelInfo Info { get; }

    public Ask Offers => Ask.Gradient | Ask.Exact;

    public Tensor Embed(InputRow row)
    {
        ReadOnlySpan<int> ids = row.TokenIds.Span;
        float[] result = new float[ids.Length * Info.EmbeddingWidth];
        for (int i = 0; i < ids.Length; i++)
        {
            if ((uint)ids[i] >= (uint)_embeddings.Length)
            {
                throw new BenchException(
                    $"The token id {ids[i]} is not below {_embeddings.Length}, the size of the vocabulary", Info.Name,
                    "Use ids of this model's own tokenizer");
            }

            _embeddings[ids[i]].CopyTo(result, i * Info.EmbeddingWidth);
        }

        return new Tensor(result, new Shape(ids.Length, Info.EmbeddingWidth));
    }

    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [.. queries.Select(Answer)];
    }

    private Answer Answer(Query query)
    {
        this.Require(query.Ask);
        double[] sums = Sums(query.Row);
        Tensor logits = Logits(sums);
        return new Answer
        {
            Outputs = logits,
            Gradient = query.Ask.HasFlag(Ask.Gradient) ? Gradient(query.Row, query.Readout!, sums, logits) : default,
            Exact = query.Ask.HasFlag(Ask.Exact) ? Exact(query.Row, query.Readout!, sums) : default,
        };
    }

    private double[] Exact(InputRow row, Readout readout, double[] sums)
    {
        double[] perDimension = Derivatives(sums.AsSpan(1), (gate, n, word) => gate.Share(n, word));
        double[] result = new double[row.Length];
        double factor = readout.Terms.Sum(term => term.Weight * Sign(term));
        for (int i = 0; i < result.Length; i++)
        {
            float[] embedding = _embeddings[row.TokenIds.Span[i]];
            for (int d = 0; d < embedding.Length && IsSeen(row, i); d++)
            {
                result[i] += factor * perDimension[d] * embedding[d];
            }
        }

        return result;
    }

    private static double Sign(ReadoutTerm term) => term.Output == 1 ? 1 : -1;

    private static bool IsSeen(InputRow row, int token) => row.AttentionMask.IsEmpty || row.AttentionMask.Span[token];

    private Tensor Gradient(InputRow row, Readout readout, double[] sums, Tensor logits)
    {
        double[] probabilities = Outputs.Probabilities(logits.Span, OutputActivation.Softmax);
        double factor = readout.Terms.Sum(term => term.Weight * Sign(term) * Slope(readout, probabilities[term.Output]));
        double[] slopes = Derivatives(sums.AsSpan(1), (gate, n, word) => gate.Slope(n, word));
        float[] gradient = new float[row.Length * Info.EmbeddingWidth];
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = IsSeen(row, i / Info.EmbeddingWidth) ? (float)(factor * slopes[i % Info.EmbeddingWidth]) : 0;
        }

        return new Tensor(gradient, new Shape(row.Length, Info.EmbeddingWidth));
    }

    // d softmax(−f, f) / df of either output, up to the sign: 2 p (1 − p); of its logarithm 2 (1 − p).
    private static double Slope(Readout readout, double probability) => readout switch
    {
        { Activation: OutputActivation.Identity } => 1,
        { IsLogarithm: true } => 2 * (1 - probability),
        _ => 2 * probability * (1 - probability),
    };

    private double[] Derivatives(ReadOnlySpan<double> counts, PartOfGate part)
    {
        double[] result = new double[Info.EmbeddingWidth];
        result[0] = 1;
        foreach (Gate gate in _gates)
        {
            for (int word = 0; word < gate.Slots.Length; word++)
            {
                result[1 + gate.Slots[word]] += part(gate, counts, word);
            }
        }

        return result;
    }

    // Sum of the embeddings of all tokens seen: the weights, then the counts of the gates' words.
    private double[] Sums(InputRow row)
    {
        ReadOnlySpan<float> origin = row.Embeddings is { } given ? given.Origin.Span : Embed(row).Span;
        ReadOnlySpan<float> direction = row.Embeddings is { } line ? line.Direction.Span : default;
        float coefficient = row.Embeddings?.Coefficient ?? 0;
        double[] sums = new double[Info.EmbeddingWidth];
        for (int i = 0; i < origin.Length; i++)
        {
            if (IsSeen(row, i / sums.Length))
            {
                sums[i % sums.Length] += origin[i] + (direction.IsEmpty ? 0 : (double)coefficient * direction[i]);
            }
        }

        return sums;
    }

    private Tensor Logits(double[] sums)
    {
        double f = _bias + sums[0] + _gates.Sum(gate => gate.Value(sums.AsSpan(1)));
        return new Tensor(new[] { (float)-f, (float)f }, new Shape(2));
    }

    private delegate double PartOfGate(Gate gate, ReadOnlySpan<double> counts, int word);
}
