using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Rows of one batch on the device, padded on the right. Its tensors belong to the dispose scope it was made in.</summary>
internal sealed class PaddedBatch
{
    /// <summary>Uploads rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="rows">Checked rows, the longest first.</param>
    public PaddedBatch(DeviceEncoder model, EncoderConfig config, IReadOnlyList<InputRow> rows)
    {
        Count = rows.Count;
        Length = rows[0].Length;
        int decoderLayer = model.Embeddings.Decoder?.FirstLayer ?? model.Layers.Length;
        var places = new RowPlaces(config, rows, Length);
        DecoderPlaces? decoder = decoderLayer < model.Layers.Length ? new DecoderPlaces(config, rows, Length) : null;

        // One transfer of all indices.
        long[][] sections = [places.Ids, places.Positions, places.Types, places.Visible, places.Slots, decoder?.Reads ?? places.Reads];
        TorchTensor[] sent = TorchApi.UploadIndices(model.Device, decoder is null ? sections : [.. sections, .. decoder.Sections]);
        Words = Shaped(model.Embeddings.Words.index_select(0, sent[0]));
        if (rows.Any(row => row.Embeddings is not null))
        {
            Words = ReplacedWords.In(model, rows, Words);
        }

        TorchTensor? positions = model.Embeddings.Positions is { } table ? Shaped(table.index_select(0, sent[1])) : null;
        TorchTensor? types = model.Embeddings.Types is { } kinds ? Shaped(kinds.index_select(0, sent[2])) : null;
        Added = positions is not null && types is not null ? positions.add(types) : positions ?? types;
        TorchTensor? visible = places.HidesSome ? Shaped(sent[3]).to(torch.ScalarType.Bool) : null;
        Places = new TokenPlaces(
            model, config, ..decoderLayer, config.Attention.Causal, sent[4].view(1, Length), Length - 1, visible);
        Reads = sent[5];
        Decoder = decoder is null ? null : new DecoderBatch(model, config, decoder, sent[6..]);
    }

    /// <summary>Number of rows B.</summary>
    public int Count { get; }

    /// <summary>Tokens n of every row, padding included.</summary>
    public int Length { get; }

    /// <summary>Word embeddings [B, n, E], looked up or replaced.</summary>
    public TorchTensor Words { get; }

    /// <summary>What is added to them for positions and token types [B, n, E], or <see langword="null"/>.</summary>
    public TorchTensor? Added { get; }

    /// <summary>Where the tokens stand.</summary>
    public TokenPlaces Places { get; }

    /// <summary>Which of all B · n states of the last stack each row's head reads [B].</summary>
    public TorchTensor Reads { get; }

    /// <summary>The decoder's tokens, in models with one.</summary>
    public DecoderBatch? Decoder { get; }

    private TorchTensor Shaped(TorchTensor flat) => flat.dim() == 1 ? flat.view(Count, Length) : flat.view(Count, Length, flat.shape[1]);
}
