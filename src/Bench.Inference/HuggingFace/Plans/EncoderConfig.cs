using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// The plan of a model: everything in <c>config.json</c> that changes its numbers. <see cref="EncoderWeights"/> holds its parts.
/// </summary>
/// <remarks>
/// A core executes plans and knows no architecture. Embeddings: word + position + type, a normalisation, then a projection where
/// <see cref="EmbeddingSize"/> is not the hidden size (ELECTRA; ALBERT always projects); a part that the weights lack is left out. Of
/// pictures, pixels stand where words do, and what belongs to their place is added behind the projection. Each
/// layer: self-attention, cross-attention in a decoder, feed-forward, each added to what went in and normalised before or after
/// (<see cref="NormFirst"/>). Then the head.
/// </remarks>
public sealed record EncoderConfig
{
    /// <summary>Class name of the model, for example <c>BertForSequenceClassification</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Number of encoder layers L, layers with shared weights counted each time.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads H per layer.</summary>
    public required int Heads { get; init; }

    /// <summary>Width of the hidden states.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width of the feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Width E of word, position and type embeddings.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Rows of the word-embedding matrix.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Rows of the position matrix; where there is none, the longest text the model was made for.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>Position of the first token: 0, the padding id + 1 for RoBERTa, 2 for BART.</summary>
    public required int FirstPosition { get; init; }

    /// <summary>
    /// Whether padding tokens are counted like others. RoBERTa, whose first position is not 0, gives every padding token the position
    /// that equals the padding id; BART counts them.
    /// </summary>
    public bool CountsPadding { get; init; }

    /// <summary>Id of the padding token; −1 where there is none.</summary>
    public required int PadTokenId { get; init; }

    /// <summary>Rows of the token-type matrix; 0 where the model has none and ignores token types.</summary>
    public required int TypeVocabularySize { get; init; }

    /// <summary>What every normalisation adds to the variance or to the mean square.</summary>
    public required double LayerNormEpsilon { get; init; }

    /// <summary>Whether normalisations divide by the root of the mean square and subtract no mean (Zhang and Sennrich 2019).</summary>
    public bool RootMeanSquare { get; init; }

    /// <summary>Whether each block's input is normalised, and the last layer's output, instead of each block's output.</summary>
    public bool NormFirst { get; init; }

    /// <summary>Which hidden state a head for the whole text reads.</summary>
    public Pooling Pooling { get; init; }

    /// <summary>Id of the token that <see cref="Pooling.LastSeparator"/> looks for.</summary>
    public int SeparatorId { get; init; }

    /// <summary>
    /// Whether the outputs are tokens instead of labels: those that may come next, or per token those that may stand there.
    /// </summary>
    public bool PredictsTokens { get; init; }

    /// <summary>Name of the linear map that users gave as the head; <see langword="null"/> for the class's own.</summary>
    public string? UserHead { get; init; }

    /// <summary>
    /// What the model sees of a picture; <see langword="null"/> for models of texts. Ids are then places, below <see cref="MaxPositions"/>.
    /// </summary>
    public PictureShape? Picture { get; init; }

    /// <summary>The stages of a model whose patches attend within windows; empty where every layer sees all.</summary>
    public ImmutableArray<WindowStage> Stages { get; init; } = [];

    /// <summary>How queries meet keys.</summary>
    public AttentionPlan Attention { get; init; } = new();

    /// <summary>The non-linearity of the feed-forward layers.</summary>
    public required HiddenActivation Activation { get; init; }

    /// <summary>For what there are outputs.</summary>
    public HeadKind Head { get; init; }

    /// <summary>One label per output, in output order. Untrusted text.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>How logits become probabilities.</summary>
    public OutputActivation OutputActivation { get; init; }

    /// <summary>Width of one attention head.</summary>
    public int HeadSize => Attention.HeadSize > 0 ? Attention.HeadSize : HiddenSize / Heads;

    /// <summary>Heads of keys and values; divides <see cref="Heads"/>.</summary>
    public int KeyHeads => Attention.KeyHeads > 0 ? Attention.KeyHeads : Heads;

    /// <summary>Width of all queries, and of what attention mixes.</summary>
    public int QueryWidth => Heads * HeadSize;

    /// <summary>Width of all keys, and of all values.</summary>
    public int KeyWidth => KeyHeads * HeadSize;

    /// <summary>What products of queries and keys are multiplied by.</summary>
    public float ScoreScale => 1f / MathF.Sqrt(HeadSize * Attention.ScoreTerms);

    /// <summary>Width of what the head reads of a row.</summary>
    public int ReadWidth => Pooling == Pooling.FirstTwo ? 2 * HiddenSize : HiddenSize;

    /// <summary>Longest row in tokens, special tokens included.</summary>
    public int MaxLength => MaxPositions - FirstPosition;

    /// <summary>The widths of one stage.</summary>
    /// <param name="stage">Index of the stage.</param>
    public EncoderConfig OfStage(int stage) => this with
    {
        Layers = Stages[stage].Layers,
        Heads = Stages[stage].Heads,
        HiddenSize = Stages[stage].HiddenSize,
        IntermediateSize = Stages[stage].IntermediateSize,
    };

    /// <summary>The widths of the stage that a layer is in; all there is where there are no stages.</summary>
    /// <param name="layer">Index of the layer.</param>
    public EncoderConfig OfLayer(int layer) =>
        Stages.IsEmpty ? this : OfStage(Stages.Index().Last(stage => stage.Item.FirstLayer <= layer).Index);

    /// <summary>Writes the row of the position matrix that belongs to every token.</summary>
    /// <param name="tokenIds">n ids.</param>
    /// <param name="positions">Receives n positions.</param>
    public void WritePositions(ReadOnlySpan<int> tokenIds, Span<int> positions)
    {
        int next = FirstPosition;
        for (int i = 0; i < tokenIds.Length; i++)
        {
            positions[i] = FirstPosition > 0 && !CountsPadding && tokenIds[i] == PadTokenId ? PadTokenId : next++;
        }
    }

    /// <summary>The position whose hidden state a head for the whole text reads, where it reads one.</summary>
    /// <param name="tokenIds">n ids.</param>
    public int ReadPosition(ReadOnlySpan<int> tokenIds) => Pooling switch
    {
        Pooling.Last => Math.Max(0, tokenIds.LastIndexOfAnyExcept(PadTokenId)),
        Pooling.LastToken => tokenIds.Length - 1,
        Pooling.LastSeparator => Math.Max(0, tokenIds.LastIndexOf(SeparatorId)),
        _ => 0,
    };

    /// <summary>The description of a model with this configuration; how many operations a row takes is for the core to add.</summary>
    /// <param name="name">Name of the model.</param>
    public ModelInfo ToInfo(string name) => new()
    {
        Name = name,
        Architecture = Architecture,
        Labels = Labels,
        Head = Head,
        PredictsNextToken = PredictsTokens && Head == HeadKind.Sequence,
        Activation = OutputActivation,
        VocabularySize = VocabularySize,
        EmbeddingWidth = EmbeddingSize,
        MaxLength = MaxLength,
        Picture = Picture,
        ReadsToken = Pooling == Pooling.Mean ? _ => null : row => ReadPosition(row.TokenIds.Span),
        Layers = Layers,
        Heads = Heads,
    };
}
