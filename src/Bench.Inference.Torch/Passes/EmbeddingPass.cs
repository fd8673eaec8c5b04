namespace Bench.Inference.Torch;

/// <summary>From word embeddings to a stack's first input.</summary>
internal sealed class EmbeddingPass(DeviceEmbeddings embeddings)
{
    /// <summary>Word embeddings with what is added to them, normalised and projected [B, n, hidden].</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="words">Word embeddings [B, n, E].</param>
    public TorchTensor Forward(PaddedBatch batch, TorchTensor words)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchTensor sum = batch.Added is { } added ? words.add(added) : words.alias();
        sum = embeddings.Norm?.Apply(sum) ?? sum;
        sum = embeddings.Projection?.Apply(sum) ?? sum;
        sum = embeddings.ProjectionNorm?.Apply(sum) ?? sum;
        return (batch.Behind is { } behind ? sum.mul(behind.Shares).add(behind.Added) : sum).MoveToOuterDisposeScope();
    }

    /// <summary>The decoder's embeddings [B, m, hidden]: a start token, then the visible tokens but the last.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="words">Word embeddings [B, n, E].</param>
    public TorchTensor ForwardDecoder(PaddedBatch batch, TorchTensor words)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        DeviceDecoder decoder = embeddings.Decoder!;
        DecoderBatch own = batch.Decoder!;
        TorchTensor all = torch.cat([words.reshape(-1, words.shape[2]), decoder.Start], 0);
        TorchTensor tokens = all.index_select(0, own.Sources).view(batch.Count, own.Length, words.shape[2]);
        return decoder.Norm.Apply(tokens.add(own.Added)).MoveToOuterDisposeScope();
    }
}
