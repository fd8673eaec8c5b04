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
        bool readsAll = config.Head != HeadKind.Sequence;
        int[][] orders = [.. rows.Select(row => Order(row, readsAll))];
        Length = orders.Max(order => order.Length);
        long start = (long)rows.Count * length;
        long[] sources = new long[rows.Count * Length], positions = new long[sources.Length];
        long[] visible = new long[sources.Length], places = new long[sources.Length];
        Reads = new long[rows.Count];
        Slots = readsAll ? new long[rows.Count * length] : null;
        for (int row = 0; row < rows.Count; row++)
        {
            int[] own = orders[row];
            int keys = rows[row].AttentionMask.IsEmpty ? own.Length : rows[row].AttentionMask.Span.Count(true);
            Reads[row] = (row * Length) + Math.Max(0, Array.IndexOf(own, config.ReadPosition(rows[row].TokenIds.Span)));
            HidesSome |= keys < Length;
            Last = Math.Max(Last, length + Length - own.Length);
            for (int slot = 0; slot < Length; slot++)
            {
                int place = (row * Length) + slot;
                int source = slot == 0 || slot >= own.Length ? -1 : own[slot - 1];
                sources[place] = source < 0 ? start : (row * length) + source;
                positions[place] = config.FirstPosition + source + 1;
                visible[place] = slot < keys ? 1 : 0;
                places[place] = slot < own.Length ? own[slot] : length + slot - own.Length;
                if (slot < own.Length && Slots is not null)
                {
                    Slots[(row * length) + own[slot]] = place;
                }
            }
        }

        Sections = Slots is null ? [sources, positions, visible, places] : [sources, positions, visible, places, Slots];
    }

    /// <summary>Tokens of every row, padding included.</summary>
    public int Length { get; }

    /// <summary>
    /// Each slot's word embedding, counted over the encoder's batch, the start token behind all; its row of the position matrix; whether it
    /// may be attended to; where it stands in the text; and <see cref="Slots"/> where there are such.
    /// </summary>
    public long[][] Sections { get; }

    /// <summary>Where the head reads every token, the slot of every token of the encoder's batch, counted over the batch.</summary>
    public long[]? Slots { get; }

    /// <summary>The slot that each row's head reads, counted over the batch.</summary>
    public long[] Reads { get; }

    /// <summary>Whether some slots may not be attended to, padding included.</summary>
    public bool HidesSome { get; }

    /// <summary>The last place in the text.</summary>
    public int Last { get; }

    // The visible tokens, and behind them the hidden ones where they have outputs too.
    private static int[] Order(InputRow row, bool hiddenToo)
    {
        bool Sees(int i) => row.AttentionMask.IsEmpty || row.AttentionMask.Span[i];
        IEnumerable<int> all = Enumerable.Range(0, row.Length);
        return [.. all.Where(Sees), .. hiddenToo ? all.Where(i => !Sees(i)) : []];
    }
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
        (Length, Sources, Slots) = (places.Length, sent[0], places.Slots is null ? null : sent[4]);
        Added = decoder.Positions.index_select(0, sent[1]).view(shape[0], shape[1], decoder.Positions.shape[1]);
        TorchTensor? visible = places.HidesSome ? sent[2].view(shape).to(torch.ScalarType.Bool) : null;
        Places = new TokenPlaces(model, config, decoder.FirstLayer.., causal: true, sent[3].view(shape), places.Last, visible);
    }

    /// <summary>Tokens of every row, padding included.</summary>
    public int Length { get; }

    /// <summary>Each slot's word embedding, counted over the encoder's batch, the start token behind all.</summary>
    public TorchTensor Sources { get; }

    /// <summary>The slot of every token [B · n], counted over the batch, where the head reads every token.</summary>
    public TorchTensor? Slots { get; }

    /// <summary>Position embeddings [B, m, E].</summary>
    public TorchTensor Added { get; }

    /// <summary>Where the tokens stand.</summary>
    public TokenPlaces Places { get; }
}
