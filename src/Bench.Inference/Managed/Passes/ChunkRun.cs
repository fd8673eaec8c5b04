using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>One chunk on its way through the model: its layout, its memory and where its answers go. Used by one thread.</summary>
internal sealed unsafe class ChunkRun(Dimensions dimensions, RotaryTable[] rotaries, bool projected) : IDisposable
{
    private long[] _weightStarts = [];

    public Workspace Workspace { get; } = new(dimensions);

    public BatchPlan Plan { get; private set; } = null!;

    public IReadOnlyList<InputRow> Rows { get; private set; } = null!;

    public BatchAnswers Answers { get; private set; } = null!;

    public Chunk Chunk { get; private set; }

    /// <summary>What the forward pass leaves for the backward pass.</summary>
    public BackwardMode Mode { get; private set; }

    /// <summary>How the sequences are cut from a grid, where they are windows.</summary>
    public WindowLayout? Windows { get; set; }

    public ReadOnlySpan<Sequence> Sequences => Plan.Sequences(Chunk);

    /// <summary>Whether the last layer is computed for the tokens that the head reads only.</summary>
    public bool HeadsOnlyAtLast => !Answers.WantsMaps && dimensions.NarrowsLast;

    /// <summary>Tokens that the last layer is computed for.</summary>
    public int LastRows => HeadsOnlyAtLast ? Chunk.Count : Chunk.Tokens;

    /// <summary>Hidden states that the head reads.</summary>
    public int HeadRows => dimensions.HeadReadsAll ? Chunk.Tokens : Chunk.Count;

    /// <summary>Starts a chunk.</summary>
    /// <param name="plan">The batch's layout.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="answers">Receives the answers.</param>
    /// <param name="keptBytes">Most bytes to keep for the backward pass.</param>
    public void Start(BatchPlan plan, Chunk chunk, IReadOnlyList<InputRow> rows, BatchAnswers answers, long keptBytes)
    {
        (Plan, Chunk, Rows, Answers) = (plan, chunk, rows, answers);
        if (_weightStarts.Length < chunk.Count)
        {
            _weightStarts = new long[chunk.Count];
        }

        long weights = 0, kept = 0;
        int longest = 0, distances = 0;
        for (int i = 0; i < chunk.Count; i++)
        {
            Sequence sequence = Sequences[i];
            _weightStarts[i] = weights;
            weights += (long)dimensions.Heads * sequence.Tokens * Padding.Pad(sequence.Keys);
            kept += dimensions.KeptBytes(sequence.Tokens);
            longest = Math.Max(longest, sequence.Tokens);
            distances = Math.Max(distances, (2 * rows[sequence.Row].Length) - 1);
        }

        Mode = !answers.WantsBackward ? BackwardMode.None : kept <= keptBytes ? BackwardMode.Keep : BackwardMode.Recompute;
        Workspace.Prepare(new ChunkShape(chunk.Tokens, chunk.Count, longest, distances, weights, Mode, projected, HeadRows));
        foreach (Sequence sequence in Sequences)
        {
            for (int slot = 0; slot < sequence.Tokens; slot++)
            {
                Workspace.Positions[sequence.Start + slot] = plan.Position(sequence, slot);
            }
        }
    }

    /// <summary>Queries, keys and values of all tokens in a layer.</summary>
    public Matrix QueryKeyValue(in KeptLayer kept) => kept.QueryKeyValue.IsNull ? Workspace.QueryKeyValue : kept.QueryKeyValue;

    /// <summary>The operands of one sequence's attention.</summary>
    /// <param name="index">Index of the sequence in the chunk.</param>
    /// <param name="kept">What the layer keeps.</param>
    /// <param name="headsOnly">Whether the only query is the token that the head reads.</param>
    /// <param name="layer">Index of the layer.</param>
    public AttentionRows AttentionOf(int index, in KeptLayer kept, bool headsOnly, int layer)
    {
        Sequence sequence = Sequences[index];
        Matrix queryKeyValue = QueryKeyValue(kept).From(sequence.Start, 0);
        return new AttentionRows
        {
            QueryCount = headsOnly ? 1 : sequence.Tokens,
            KeyCount = sequence.Keys,
            TokenCount = sequence.Tokens,
            Queries = headsOnly ? Workspace.HeadQueries.From(index, 0) : queryKeyValue,
            Keys = queryKeyValue.From(0, dimensions.KeyColumn),
            Values = queryKeyValue.From(0, dimensions.ValueColumn),
            Context = Workspace.Context.From(headsOnly ? index : sequence.Start, 0),
            Weights = kept.Weights == null ? null : kept.Weights + _weightStarts[index],
            Apart = Windows is null ? default : Windows.Apart(index),
            Rotary = rotaries.Length == 0 ? null : rotaries[layer],
            Positions = Workspace.Positions + sequence.Start,
            FirstQuery = headsOnly ? sequence.Head : 0,
            Causal = dimensions.Attention.Causal || layer >= dimensions.FirstDecoderLayer,
            Reach = dimensions.Attention.ReachOf(layer) ?? int.MaxValue,
        };
    }

    /// <summary>Sets padding of windows to 0, which is done to what is normalised already.</summary>
    /// <param name="states">States in the order of the windows.</param>
    public void ClearPadding(Matrix states)
    {
        foreach (int place in Windows?.Padding ?? [])
        {
            new Span<float>(states.Row(place), dimensions.PaddedHidden).Clear();
        }
    }

    /// <summary>Queries that meet the encoder's output in a layer.</summary>
    public Matrix CrossQuery(in KeptLayer kept) => kept.CrossQuery.IsNull ? Workspace.CrossQuery : kept.CrossQuery;

    /// <summary>Keys and values of the encoder's output in a layer.</summary>
    public Matrix CrossKeyValue(in KeptLayer kept) => kept.CrossKeyValue.IsNull ? Workspace.CrossKeyValue : kept.CrossKeyValue;

    /// <summary>The operands of one sequence's attention to the encoder's output.</summary>
    public AttentionRows CrossAttentionOf(int index, in KeptLayer kept)
    {
        Sequence sequence = Sequences[index];
        Matrix keys = CrossKeyValue(kept).From(sequence.Start, 0);
        return new AttentionRows
        {
            QueryCount = sequence.Tokens,
            KeyCount = sequence.Keys,
            TokenCount = sequence.Tokens,
            Queries = CrossQuery(kept).From(sequence.Start, 0),
            Keys = keys,
            Values = keys.From(0, dimensions.ValueColumn - dimensions.KeyColumn),
            Context = Workspace.Context.From(sequence.Start, 0),
            Weights = kept.CrossWeights == null ? null : kept.CrossWeights + _weightStarts[index],
            Positions = Workspace.Positions + sequence.Start,
            Reach = int.MaxValue,
        };
    }

    /// <summary>Where one sequence's attention maps of a layer go.</summary>
    public MapTarget MapsOf(int index, int layer) => Target(Sequences[index], layer, Answers.Maps(Sequences[index].Row));

    /// <summary>Where one sequence's gradients by the attention maps of a layer go.</summary>
    public MapTarget MapGradientsOf(int index, int layer) =>
        Target(Sequences[index], layer, Answers.MapGradients(Sequences[index].Row));

    /// <summary>Hidden states of one sequence that the head reads.</summary>
    public int HeadRowsOf(in Sequence sequence) => dimensions.HeadReadsAll ? sequence.Tokens : 1;

    /// <summary>Which of <see cref="HeadRows"/> one of a sequence's is.</summary>
    /// <param name="index">Index of the sequence in the chunk.</param>
    /// <param name="row">One of its <see cref="HeadRowsOf"/>.</param>
    public int HeadRow(int index, int row) => dimensions.HeadReadsAll ? Sequences[index].Start + row : index;

    /// <summary>The row of a sequence's logits that belongs to one of its <see cref="HeadRowsOf"/>.</summary>
    public int LogitRow(in Sequence sequence, int row) => dimensions.HeadReadsAll ? Plan.Position(sequence, row) : 0;

    /// <summary>Copies the rows of the tokens that the head reads, as wide as hidden states.</summary>
    public void GatherHeads(Matrix source, Matrix target)
    {
        for (int i = 0; i < Chunk.Count; i++)
        {
            new ReadOnlySpan<float>(source.Row(HeadToken(i)), dimensions.PaddedHidden)
                .CopyTo(new Span<float>(target.Row(i), dimensions.PaddedHidden));
        }
    }

    /// <summary>Hands the hidden states of the encoder to its decoder.</summary>
    public void SaveEncoder() => Copy(Workspace.Hidden, Workspace.EncoderOutput);

    /// <summary>Goes on with the gradient by the encoder's output.</summary>
    public void LoadEncoderGradient() => Copy(Workspace.EncoderGradient, Workspace.Gradient);

    /// <summary>Sets the gradient by the encoder's output to 0.</summary>
    public void ClearEncoderGradient() => NativeMemory.Clear(Workspace.EncoderGradient.Data, HiddenBytes);

    /// <summary>Saves the hidden states, the input of a layer that is computed again later.</summary>
    public void SaveInput(int layer) => Copy(Workspace.Hidden, Workspace.Input(layer));

    /// <summary>Brings back the hidden states that <see cref="SaveInput"/> saved.</summary>
    public void LoadInput(int layer) => Copy(Workspace.Input(layer), Workspace.Hidden);

    /// <summary>Sets the gradient by the hidden states to 0.</summary>
    public void ClearGradient() => NativeMemory.Clear(Workspace.Gradient.Data, HiddenBytes);

    /// <summary>Adds one row a sequence to the rows of the tokens that the head reads.</summary>
    public void ScatterHeads(KernelSet kernels, Matrix source, Matrix target)
    {
        for (int i = 0; i < Chunk.Count; i++)
        {
            kernels.AddScaled(target.Row(HeadToken(i)), source.Row(i), 1, dimensions.Hidden);
        }
    }

    /// <summary>The chunk's packed row of the token that the head reads in a sequence.</summary>
    public int HeadToken(int index) => Sequences[index].Start + Sequences[index].Head;

    /// <inheritdoc/>
    public void Dispose() => Workspace.Dispose();

    private nuint HiddenBytes => (nuint)Chunk.Tokens * (nuint)dimensions.HiddenStride * sizeof(float);

    private void Copy(Matrix source, Matrix target) => NativeMemory.Copy(source.Data, target.Data, HiddenBytes);

    private MapTarget Target(in Sequence sequence, int layer, Span<float> maps)
    {
        int size = dimensions.Heads * sequence.Tokens * sequence.Tokens;
        return new MapTarget(maps.IsEmpty ? maps : maps.Slice(layer * size, size), Plan, sequence);
    }
}
