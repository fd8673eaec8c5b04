using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>
/// The indices of a decoder's batch: the visible tokens once more, one slot later, a start token in front. A token at position p of the
/// text stands at position p + 1 here, so that a token taken away is missing in both stacks.
/// </summary>
internal sealed class DecoderPlaces
{
    /// <summary>Lays rows out.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="rows">Checked rows.</param>
    /// <param name="length">Tokens of every row of the encoder's batch, padding included.</param>
    public DecoderPlaces(EncoderConfig config, IReadOnlyList<InputRow> rows, int length)
    {
        int[][] seen = [.. rows.Select(Seen)];
        Length = seen.Max(row => row.Length);
        long start = (long)rows.Count * length;
        long[] sources = new long[rows.Count * Length], positions = new long[sources.Length];
        long[] visible = new long[sources.Length], slots = new long[sources.Length];
        Reads = new long[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            int[] own = seen[row];
            Reads[row] = (row * Length) + Math.Max(0, Array.IndexOf(own, config.ReadPosition(rows[row].TokenIds.Span)));
            HidesSome |= own.Length < Length;
            Last = Math.Max(Last, own[^1] + Length - own.Length);
            for (int slot = 0; slot < Length; slot++)
            {
                int place = (row * Length) + slot;
                int source = slot == 0 || slot >= own.Length ? -1 : own[slot - 1];
                sources[place] = source < 0 ? start : (row * length) + source;
                positions[place] = config.FirstPosition + source + 1;
                visible[place] = slot < own.Length ? 1 : 0;
                slots[place] = slot < own.Length ? own[slot] : own[^1] + slot - own.Length + 1;
            }
        }

        Sections = [sources, positions, visible, slots];
    }

    /// <summary>Tokens of every row, padding included.</summary>
    public int Length { get; }

    /// <summary>
    /// Each slot's word embedding, counted over the encoder's batch, the start token behind all; its row of the position matrix; whether it
    /// may be attended to; where it stands in the text.
    /// </summary>
    public long[][] Sections { get; }

    /// <summary>The slot that each row's head reads, counted over the batch.</summary>
    public long[] Reads { get; }

    /// <summary>Whether some rows are padded.</summary>
    public bool HidesSome { get; }

    /// <summary>The last place in the text.</summary>
    public int Last { get; }

    private static int[] Seen(InputRow row) =>
        [.. Enumerable.Range(0, row.Length).Where(i => row.AttentionMask.IsEmpty || row.AttentionMask.Span[i])];
}

/// <summary>A decoder's tokens on the device.</summary>
internal sealed class DecoderBatch
{
    /// <summary>Takes over what was uploaded.</summary>
    /// <param name="model">The model.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="places">Its indices.</param>
    /// <param name="sent"><see cref="DecoderPlaces.Sections"/> on the device.</param>
    public DecoderBatch(DeviceEncoder model, EncoderConfig config, DecoderPlaces places, ReadOnlySpan<TorchTensor> sent)
    {
        DeviceDecoder decoder = model.Embeddings.Decoder!;
        long[] shape = [sent[0].shape[0] / places.Length, places.Length];
        (Length, Sources) = (places.Length, sent[0]);
        Added = decoder.Positions.index_select(0, sent[1]).view(shape[0], shape[1], decoder.Positions.shape[1]);
        TorchTensor? visible = places.HidesSome ? sent[2].view(shape).to(torch.ScalarType.Bool) : null;
        Places = new TokenPlaces(model, config, decoder.FirstLayer.., causal: true, sent[3].view(shape), places.Last, visible);
    }

    /// <summary>Tokens of every row, padding included.</summary>
    public int Length { get; }

    /// <summary>Each slot's word embedding, counted over the encoder's batch, the start token behind all.</summary>
    public TorchTensor Sources { get; }

    /// <summary>Position embeddings [B, m, E].</summary>
    public TorchTensor Added { get; }

    /// <summary>Where the tokens stand.</summary>
    public TokenPlaces Places { get; }
}
