namespace Bench.Inference;

/// <summary>What a layer computed for one row; all matrices row-major.</summary>
/// <param name="Input">Its input [n, H].</param>
/// <param name="Attention">What its attention computed.</param>
/// <param name="Attended">Attention + residual, before a normalisation that follows [n, H].</param>
/// <param name="Inner">Before the activation [n, I].</param>
/// <param name="Active">After it, before the gate [n, I].</param>
/// <param name="Gate">What the gate multiplies with [n, I]; empty where there is none.</param>
/// <param name="Fed">Feed-forward + residual, before a normalisation that follows [n, H].</param>
/// <param name="Output">The layer's output [n, H].</param>
internal sealed record LayerTrace(
    float[] Input, AttentionTrace Attention, float[] Attended, float[] Inner, float[] Active, float[] Gate, float[] Fed, float[] Output);

/// <summary>What a layer's attention computed for one row.</summary>
/// <param name="RawQueries">Queries before heads are normalised and rotated [n, heads · d].</param>
/// <param name="RawKeys">Keys before that [n, key heads · d].</param>
/// <param name="Queries">Queries as they meet keys.</param>
/// <param name="Keys">Keys as they meet queries.</param>
/// <param name="Values">[n, key heads · d].</param>
/// <param name="Scores">For each head [n, n], scaled; minus infinity where a key is hidden from the query.</param>
/// <param name="Maps">For each head [n, n], after softmax.</param>
internal sealed record AttentionTrace(
    float[] RawQueries, float[] RawKeys, float[] Queries, float[] Keys, float[] Values, double[][] Scores, double[][] Maps);
