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
        TorchTensor? looked = model.Embeddings.Words is { } words ? Shaped(words.index_select(0, sent[0])) : null;
        Words = looked is null || rows.Any(row => row.Embeddings is not null)
            ? ReplacedWords.In(model, rows, (Count, Length, config.EmbeddingSize), looked)
            : looked;
        if (model.Embeddings.Places is { } table)
        {
            // Special tokens of a picture have no pixels: they are their row of the table alone.
            float[] shares = [.. places.Ids.Select(id => id < config.Picture!.FirstPatch ? 0f : 1f)];
            Behind = (model.Numbers(shares, Count, Length, 1), Shaped(table.index_select(0, sent[0])));
        }

        TorchTensor? positions = model.Embeddings.Positions is { } rising ? Shaped(rising.index_select(0, sent[1])) : null;
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

    /// <summary>Word embeddings [B, n, E], looked up or replaced; or pixels.</summary>
    public TorchTensor Words { get; }

    /// <summary>What is added to them for positions and token types [B, n, E], or <see langword="null"/>.</summary>
    public TorchTensor? Added { get; }

    /// <summary>
    /// What is done behind the projection, in models of pictures: multiplied by 1, or by 0 for special tokens [B, n, 1], then added to what
    /// belongs to the place [B, n, hidden].
    /// </summary>
    public (TorchTensor Shares, TorchTensor Added)? Behind { get; }

    /// <summary>Where the tokens stand.</summary>
    public TokenPlaces Places { get; }

    /// <summary>Which of all B · n states of the last stack each row's head reads [B].</summary>
    public TorchTensor Reads { get; }

    /// <summary>The decoder's tokens, in models with one.</summary>
    public DecoderBatch? Decoder { get; }

    private TorchTensor Shaped(TorchTensor flat) => flat.dim() == 1 ? flat.view(Count, Length) : flat.view(Count, Length, flat.shape[1]);
}
