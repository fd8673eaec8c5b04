namespace Bench.Inference;

/// <summary>What a layer computed for one row; all matrices row-major.</summary>
/// <param name="Queries">[n, H].</param>
/// <param name="Keys">[n, H].</param>
/// <param name="Values">[n, H].</param>
/// <param name="Scores">For each head [n, n], scaled; minus infinity where a key is hidden.</param>
/// <param name="Maps">For each head [n, n], after softmax.</param>
/// <param name="Attended">Attention + residual, before its normalisation [n, H].</param>
/// <param name="Inner">Before the activation [n, I].</param>
/// <param name="Fed">Feed-forward + residual, before its normalisation [n, H].</param>
/// <param name="Output">The layer's output [n, H].</param>
internal sealed record LayerTrace(
    float[] Queries, float[] Keys, float[] Values, double[][] Scores, double[][] Maps, float[] Attended, float[] Inner, float[] Fed, float[] Output);
