using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Asks for many gradients in few calls of bounded memory.</summary>
internal static class GradientBatches
{
    /// <summary>
    /// Answers of one call hold at most this many gradient elements (64 MiB), so that memory does not grow with the steps.
    /// </summary>
    private const int ElementsPerCall = 1 << 24;

    /// <summary>Asks all queries and hands over each answer, in order.</summary>
    /// <param name="model">The model differentiated.</param>
    /// <param name="queries">Queries about rows of one length, all for gradients or all for their sums.</param>
    /// <param name="elements">Elements of one gradient, n · E.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="use">Receives the index of a query and its answer.</param>
    public static void ForEach(
        IModel model,
        Query[] queries,
        int elements,
        CancellationToken cancellationToken,
        Action<int, Answer> use)
    {
        model.Require(Ask.Gradient);
        int perCall = Math.Max(1, ElementsPerCall / Math.Max(1, elements));
        for (int start = 0; start < queries.Length; start += perCall)
        {
            Query[] part = queries[start..Math.Min(queries.Length, start + perCall)];
            IReadOnlyList<Answer> answers = part[0].Ask == Ask.GradientSums
                ? model.GradientSums(part, cancellationToken)
                : model.Answer(part, cancellationToken);
            for (int k = 0; k < part.Length; k++)
            {
                use(start + k, answers[k]);
            }
        }
    }
}
