using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What was asked about a batch, and the managed memory where the answers go, each row in its place.</summary>
internal sealed class BatchAnswers
{
    private readonly float[] _logits;
    private readonly int[] _logitStarts;
    private readonly int _outputs;
    private readonly bool _perToken;
    private readonly Readout[]? _readouts;
    private readonly float[]? _gradients;
    private readonly int[]? _gradientStarts;
    private readonly float[][]? _maps;
    private readonly float[][]? _mapGradients;

    /// <summary>Allocates the answers.</summary>
    /// <param name="info">The model.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="readouts">What each row is differentiated for, where gradients are asked for.</param>
    /// <param name="maps">Whether attention maps, and with readouts their gradients instead of the embeddings', are asked for.</param>
    public BatchAnswers(ModelInfo info, IReadOnlyList<InputRow> rows, Readout[]? readouts, bool maps)
    {
        _outputs = info.Labels.Count;
        _perToken = info.Head != HeadKind.Sequence;
        _readouts = readouts;
        _logitStarts = new int[rows.Count + 1];
        for (int i = 0; i < rows.Count; i++)
        {
            _logitStarts[i + 1] = checked(_logitStarts[i] + ((_perToken ? rows[i].Length : 1) * _outputs));
        }

        _logits = new float[_logitStarts[^1]];
        if (maps)
        {
            _maps = AllocateMaps(info, rows);
            _mapGradients = readouts is null ? null : AllocateMaps(info, rows);
        }
        else if (readouts is not null)
        {
            _gradientStarts = new int[rows.Count + 1];
            for (int i = 0; i < rows.Count; i++)
            {
                _gradientStarts[i + 1] = checked(_gradientStarts[i] + (rows[i].Length * info.EmbeddingWidth));
            }

            // Every element is written, so zeroing a large array would be wasted.
            _gradients = GC.AllocateUninitializedArray<float>(_gradientStarts[^1]);
        }
    }

    /// <summary>Which uses of the tokens the gradient by the embeddings counts.</summary>
    public EmbeddingUse Use { get; init; }

    /// <summary>Whether attention maps are asked for.</summary>
    public bool WantsMaps => _maps is not null;

    /// <summary>Whether anything is asked for that needs a backward pass.</summary>
    public bool WantsBackward => _readouts is not null;

    /// <summary>Whether the gradient by the embeddings is asked for.</summary>
    public bool WantsGradient => _gradients is not null;

    /// <summary>What a row is differentiated for.</summary>
    public Readout Readout(int row) => _readouts![row];

    /// <summary>Logits [C] or [n, C] of a row.</summary>
    public Span<float> Logits(int row) => _logits.AsSpan(_logitStarts[row].._logitStarts[row + 1]);

    /// <summary>Gradient [n, E] of a row.</summary>
    public Span<float> Gradient(int row) => _gradients.AsSpan(_gradientStarts![row].._gradientStarts[row + 1]);

    /// <summary>Attention maps [L, H, n, n] of a row; empty where nobody asked.</summary>
    public Span<float> Maps(int row) => _maps is null ? default : _maps[row];

    /// <summary>Gradients by the attention maps; empty where nobody asked.</summary>
    public Span<float> MapGradients(int row) => _mapGradients is null ? default : _mapGradients[row];

    /// <summary>The finished answer of a row.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="input">Its input.</param>
    /// <param name="info">The model.</param>
    public Answer Of(int row, InputRow input, ModelInfo info)
    {
        Memory<float> logits = _logits.AsMemory(_logitStarts[row].._logitStarts[row + 1]);
        return new Answer
        {
            Outputs = new Tensor(logits, _perToken ? new Shape(logits.Length / _outputs, _outputs) : new Shape(_outputs)),
            Gradient = _gradients is null
                ? default
                : new Tensor(
                    _gradients.AsMemory(_gradientStarts![row].._gradientStarts[row + 1]), new Shape(input.Length, info.EmbeddingWidth)),
            Maps = OfMaps(_maps),
            MapGradients = OfMaps(_mapGradients),
        };

        Tensor OfMaps(float[][]? maps) =>
            maps is null ? default : new Tensor(maps[row], new Shape(info.Layers, info.Heads, input.Length, input.Length));
    }

    private static float[][] AllocateMaps(ModelInfo info, IReadOnlyList<InputRow> rows)
    {
        float[][] maps = new float[rows.Count][];
        for (int i = 0; i < maps.Length; i++)
        {
            maps[i] = new float[checked(info.Layers * info.Heads * rows[i].Length * rows[i].Length)];
        }

        return maps;
    }
}
