using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// A masked language model of whose answers only the likeliest tokens are kept: [n] ids instead of [n, V] logits, which no store could hold
/// for every row. The ids are exact, since a float counts to 2^24.
/// </summary>
/// <param name="language">The language model, one output for each id at every position.</param>
/// <param name="tokenizer">Its tokenizer: special tokens, and ids beyond the vocabulary, are never likeliest.</param>
public sealed class LikeliestTokens(IModel language, ITokenizer tokenizer) : IModel
{
    // 64 MiB of logits; a row that has more is asked alone.
    private const int MostLogits = 1 << 24;

    private readonly int[] _ids = [.. Enumerable.Range(0, tokenizer.VocabularySize).Except(tokenizer.Special.Present)];

    public ModelInfo Info => language.Info;

    /// <inheritdoc/>
    /// <returns>For each row, in order, as outputs the id of the likeliest token at every position, [n]; of equals the lowest.</returns>
    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var answers = new List<Answer>(queries.Count);
        int longest = queries.Max(query => query.Row.Length);
        foreach (Query[] part in queries.Chunk(Math.Max(1, MostLogits / Info.VocabularySize / longest)))
        {
            answers.AddRange(language.Answer(part, cancellationToken).Select(answer => new Answer { Outputs = Likeliest(answer.Outputs) }));
        }

        return answers;
    }

    private Tensor Likeliest(Tensor logits)
    {
        int n = logits.Shape[0];
        float[] likeliest = new float[n];
        for (int i = 0; i < n; i++)
        {
            likeliest[i] = Best(logits[i].Span);
        }

        return new Tensor(likeliest, new Shape(n));
    }

    private int Best(ReadOnlySpan<float> logits)
    {
        int best = _ids[0];
        foreach (int id in _ids)
        {
            best = logits[id] > logits[best] ? id : best;
        }

        return best;
    }
}
