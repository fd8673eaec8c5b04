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
        long[] ids = new long[Count * Length];
        long[] positions = new long[ids.Length];
        long[] types = new long[ids.Length];
        float[] mask = new float[ids.Length];
        int[] rowPositions = new int[Length];
        for (int row = 0; row < Count; row++)
        {
            ReadOnlySpan<int> rowIds = rows[row].TokenIds.Span;
            ReadOnlySpan<int> rowTypes = rows[row].TypeIds.Span;
            ReadOnlySpan<bool> visible = rows[row].AttentionMask.Span;
            config.WritePositions(rowIds, rowPositions);
            mask.AsSpan((row * Length) + rowIds.Length, Length - rowIds.Length).Fill(float.NegativeInfinity);
            for (int i = 0; i < rowIds.Length; i++)
            {
                int place = (row * Length) + i;
                ids[place] = rowIds[i];
                positions[place] = rowPositions[i];
                types[place] = rowTypes.IsEmpty ? 0 : rowTypes[i];
                mask[place] = visible.IsEmpty || visible[i] ? 0 : float.NegativeInfinity;
            }
        }

        using TorchTensor idTensor = TorchApi.UploadIndices(ids, model.Device);
        Words = Shaped(model.Words.index_select(0, idTensor));
        if (rows.Any(row => row.Embeddings is not null))
        {
            Words = Replaced(model, rows, Words);
        }

        using TorchTensor positionTensor = TorchApi.UploadIndices(positions, model.Device);
        Added = Shaped(model.Positions.index_select(0, positionTensor));
        if (model.Types is { } table)
        {
            using TorchTensor typeTensor = TorchApi.UploadIndices(types, model.Device);
            Added = Added.add(Shaped(table.index_select(0, typeTensor)));
        }

        Mask = mask.AsSpan().ContainsAnyExcept(0) ? model.Numbers(mask, Count, 1, 1, Length) : null;
    }

    /// <summary>Number of rows B.</summary>
    public int Count { get; }

    /// <summary>Tokens n of every row, padding included.</summary>
    public int Length { get; }

    /// <summary>Word embeddings [B, n, E], looked up or replaced.</summary>
    public TorchTensor Words { get; }

    /// <summary>What is added to them for positions and token types [B, n, E].</summary>
    public TorchTensor Added { get; }

    /// <summary>What is added to the attention scores [B, 1, 1, n]: 0, or −∞ for keys that are hidden; <see langword="null"/> for zeros.</summary>
    public TorchTensor? Mask { get; }

    private TorchTensor Shaped(TorchTensor flat) => flat.view(Count, Length, flat.shape[1]);

    // The rows that bring their own embeddings, and the looked-up ones of the others.
    private TorchTensor Replaced(DeviceEncoder model, IReadOnlyList<InputRow> rows, TorchTensor words)
    {
        int width = (int)words.shape[2];
        float[] given = new float[Count * Length * width];
        float[] looked = new float[Count];
        for (int row = 0; row < Count; row++)
        {
            if (rows[row].Embeddings is not { } replaced)
            {
                looked[row] = 1;
                continue;
            }

            ReadOnlySpan<float> origin = replaced.Origin.Span, direction = replaced.Direction.Span;
            Span<float> target = given.AsSpan(row * Length * width, origin.Length);
            origin.CopyTo(target);
            for (int i = 0; i < direction.Length && replaced.Coefficient != 0; i++)
            {
                target[i] += replaced.Coefficient * direction[i];
            }
        }

        TorchTensor own = model.Numbers(given, Count, Length, width);
        return looked.AsSpan().ContainsAnyExcept(0) ? words.mul(model.Numbers(looked, Count, 1, 1)).add(own) : own;
    }
}
