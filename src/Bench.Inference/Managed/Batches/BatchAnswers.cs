using System.Buffers;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What was asked about a batch, and the managed memory where the answers go, each row in its place.</summary>
internal sealed class BatchAnswers
{
    private readonly float[] _logits;
    private readonly int[] _logitStarts;
    private readonly int _outputs;
    private readonly bool _perToken;
    private readonly IReadOnlyList<Query> _queries;
    private readonly int _width;
    private readonly float[]? _gradients;
    private readonly int[]? _gradientStarts;
    private readonly float[]?[]? _passing;
    private readonly GradientSums?[]? _sums;
    private readonly float[][]? _maps;
    private readonly float[][]? _mapGradients;

    /// <summary>Allocates the answers.</summary>
    /// <param name="info">The model.</param>
    /// <param name="queries">The batch.</param>
    /// <param name="pass">What is asked of every row: one flag, or <see cref="Ask.Outputs"/>.</param>
    public BatchAnswers(ModelInfo info, IReadOnlyList<Query> queries, Ask pass)
    {
        _outputs = info.Labels.Count;
        _perToken = info.Head != HeadKind.Sequence;
        _queries = queries;
        _width = info.EmbeddingWidth;
        WantsBackward = (pass & Query.OfReadout) != 0;
        _logitStarts = Starts(row => (_perToken ? row.Length : 1) * _outputs);
        _logits = new float[_logitStarts[^1]];
        switch (pass)
        {
            case Ask.Attention or Ask.AttentionGradient:
                _maps = AllocateMaps(info);
                _mapGradients = WantsBackward ? AllocateMaps(info) : null;
                break;
            case Ask.Gradient:
                // Every element is written, so zeroing a large array would be wasted.
                _gradientStarts = Starts(row => row.Length * _width);
                _gradients = GC.AllocateUninitializedArray<float>(_gradientStarts[^1]);
                break;
            case Ask.GradientSums:
                _passing = new float[]?[queries.Count];
                _sums = new GradientSums?[queries.Count];
                break;
        }
    }

    /// <summary>Which uses of the tokens the gradient by the embeddings counts.</summary>
    public EmbeddingUse Use { get; init; }

    /// <summary>Whether attention maps are asked for.</summary>
    public bool WantsMaps => _maps is not null;

    /// <summary>Whether anything is asked for that needs a backward pass.</summary>
    public bool WantsBackward { get; }

    /// <summary>Whether the gradient by the embeddings is asked for, or its sums.</summary>
    public bool WantsGradient => _gradients is not null || _sums is not null;

    /// <summary>What a row is differentiated for.</summary>
    public Readout Readout(int row) => _queries[row].Readout!;

    /// <summary>Logits [C] or [n, C] of a row.</summary>
    public Span<float> Logits(int row) => _logits.AsSpan(_logitStarts[row].._logitStarts[row + 1]);

    /// <summary>Gradient [n, E] of a row; where only its sums are asked for, in borrowed memory until these are made.</summary>
    public Span<float> Gradient(int row)
    {
        if (_gradients is not null)
        {
            return _gradients.AsSpan(_gradientStarts![row].._gradientStarts[row + 1]);
        }

        int count = _queries[row].Row.Length * _width;
        return (_passing![row] ??= ArrayPool<float>.Shared.Rent(count)).AsSpan(0, count);
    }

    /// <summary>Makes the sums of a row's gradient, once that is complete; nothing where they are not asked for.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="model">Where the row's words are.</param>
    public void Reduce(int row, PackedEncoder model)
    {
        if (_sums is not null)
        {
            _sums[row] = GradientReduction.Of(model, _queries[row], Gradient(row));
            ArrayPool<float>.Shared.Return(_passing![row]!);
            _passing[row] = null;
        }
    }

    /// <summary>Attention maps [L, H, n, n] of a row; empty where nobody asked.</summary>
    public Span<float> Maps(int row) => _maps is null ? default : _maps[row];

    /// <summary>Gradients by the attention maps; empty where nobody asked.</summary>
    public Span<float> MapGradients(int row) => _mapGradients is null ? default : _mapGradients[row];

    /// <summary>The finished answer of a row.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="info">The model.</param>
    public Answer Of(int row, ModelInfo info)
    {
        int n = _queries[row].Row.Length;
        Memory<float> logits = _logits.AsMemory(_logitStarts[row].._logitStarts[row + 1]);
        return new Answer
        {
            Outputs = new Tensor(logits, _perToken ? new Shape(logits.Length / _outputs, _outputs) : new Shape(_outputs)),
            Gradient = _gradients is null
                ? default
                : new Tensor(
                    _gradients.AsMemory(_gradientStarts![row].._gradientStarts[row + 1]), new Shape(n, _width)),
            GradientSums = _sums?[row],
            Maps = OfMaps(_maps),
            MapGradients = OfMaps(_mapGradients),
        };

        Tensor OfMaps(float[][]? maps) =>
            maps is null ? default : new Tensor(maps[row], new Shape(info.Layers, info.Heads, n, n));
    }

    private int[] Starts(Func<InputRow, int> count)
    {
        int[] starts = new int[_queries.Count + 1];
        for (int i = 0; i < _queries.Count; i++)
        {
            starts[i + 1] = checked(starts[i] + count(_queries[i].Row));
        }

        return starts;
    }

    private float[][] AllocateMaps(ModelInfo info) =>
        [.. _queries.Select(query => new float[checked(info.Layers * info.Heads * query.Row.Length * query.Row.Length)])];
}
