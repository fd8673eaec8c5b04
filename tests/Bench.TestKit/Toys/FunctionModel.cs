using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>A model whose logits are any function of the token ids, counted per row, for closed-form answers.</summary>
/// <param name="function">Logits of a row.</param>
/// <param name="labels">One label per logit.</param>
public sealed class FunctionModel(Func<InputRow, double[]> function, params string[] labels) : IModel
{
    private long _rows;

    public ModelInfo Info { get; } = new()
    {
        Name = "function",
        Architecture = "FunctionModel",
        Labels = labels,
        Activation = OutputActivation.Softmax,
        VocabularySize = 1000,
        EmbeddingWidth = 1,
        MaxLength = 512,
        Layers = 1,
        Heads = 1,
    };

    /// <summary>Rows predicted so far.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Add(ref _rows, queries.Count);
        return [
            .. queries.Select(query => new Answer
            {
                Outputs = new Tensor(function(query.Row).Select(value => (float)value).ToArray(), new Shape(labels.Length)),
            }),
        ];
    }
}
