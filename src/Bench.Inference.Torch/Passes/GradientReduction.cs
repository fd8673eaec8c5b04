using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Sums of gradients made on the device, so that 4 · n numbers of a row come down instead of n · E.</summary>
internal static class GradientReduction
{
    /// <summary>Sums over each token's embedding, in single precision whatever the gradient's.</summary>
    /// <param name="gradient">Gradients [B, n, E].</param>
    /// <param name="factors">What products are with, as large.</param>
    /// <returns>[4, B, n] in the order of <see cref="GradientSums"/>.</returns>
    public static TorchTensor Reduce(TorchTensor gradient, TorchTensor factors)
    {
        using IDisposable noGradient = torch.no_grad();
        TorchTensor g = gradient.to(torch.ScalarType.Float32);
        return torch.stack([g.sum(-1), g.abs().sum(-1), g.square().sum(-1), g.mul(factors).sum(-1)]);
    }

    /// <summary>The sums of one row.</summary>
    /// <param name="sums">[4, B, n] of the batch.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="row">Which row.</param>
    /// <param name="n">Its tokens, without padding.</param>
    /// <param name="scale">What its gradient was divided by.</param>
    public static GradientSums Of(float[] sums, PaddedBatch batch, int row, int n, double scale)
    {
        double[] own = new double[4 * n];
        for (int kind = 0; kind < 4; kind++)
        {
            double factor = kind == 2 ? scale * scale : scale;
            int start = ((kind * batch.Count) + row) * batch.Length;
            for (int token = 0; token < n; token++)
            {
                own[(kind * n) + token] = factor * sums[start + token];
            }
        }

        return GradientSums.Of(own);
    }
}
