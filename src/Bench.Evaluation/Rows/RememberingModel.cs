using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Remembers a model's answers for the life of one instance, so that equal inputs are computed once for all explainers and metrics
/// together: Integrated Gradients asked again with another seed, or with another way to read its gradients, costs nothing. Since a row's
/// answer never depends on its batch, results are the same bit for bit with and without it. It also remembers what each answer
/// took, so that a method can be charged for answers that another had asked for before it. Safe for concurrent calls: what one call
/// computes, others wait for.
/// </summary>
public sealed class RememberingModel : ModelDecorator, IRememberingModel
{
    // Few methods ask between the layers, and not about the same points; formulas are quicker asked than looked up.
    private const Ask Forgotten = Ask.Exact | Ask.Layers;

    private readonly AnswerMemory _memory;
    private readonly CostMeter _computed;
    private readonly SavedTime _saved;

    /// <summary>Puts an empty memory before a model.</summary>
    /// <param name="inner">The model that computes.</param>
    /// <param name="computed">Counts what was really computed.</param>
    public RememberingModel(IModel inner, CostMeter computed)
        : this(inner, new AnswerMemory(), computed, new SavedTime())
    {
    }

    private RememberingModel(IModel inner, AnswerMemory memory, CostMeter computed, SavedTime saved)
        : base(inner) => (_memory, _computed, _saved) = (memory, computed, saved);

    public TimeSpan Saved => _saved.Sum;

    /// <summary>The same memory with counts of its own, for one of several who ask at once.</summary>
    /// <param name="computed">Counts what is really computed for it.</param>
    public RememberingModel For(CostMeter computed) => new(Inner, _memory, computed, new SavedTime());

    /// <inheritdoc/>
    /// <remarks>Every random model has a memory of its own: its answers are not this model's. With no layer drawn it is this one.</remarks>
    public override IModel Randomized(int first, int count, ulong seed) => count == 0
        ? this
        : new RememberingModel(Inner.Randomized(first, count, seed), _memory.OfDraw(first, count, seed), _computed, _saved);

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var answers = new Answer[queries.Count];
        int[] left = [.. Enumerable.Range(0, answers.Length)];
        while (left.Length > 0)
        {
            // What another call failed to compute is asked again, so that its error or its end is not this one's.
            left = Answer(queries, left, answers, cancellationToken);
        }

        return answers;
    }

    // Answers some of the queries, and says which are left.
    private int[] Answer(IReadOnlyList<Query> queries, int[] asked, Answer[] answers, CancellationToken cancellationToken)
    {
        var hashes = new EmbeddingHashes();
        var claim = new AnswerClaim(
            _memory, [.. asked.Select(i => (queries[i].Ask & Forgotten) != 0 ? (QueryKey?)null : new QueryKey(queries[i], hashes))]);
        if (claim.Own.Count > 0)
        {
            Query[] missing = [.. claim.Own.Select(i => queries[asked[i]])];
            _computed.Count(missing, Info);
            long start = Stopwatch.GetTimestamp();
            try
            {
                IReadOnlyList<Answer> fresh = Inner.Answer(missing, cancellationToken);
                claim.Keep(fresh, Stopwatch.GetElapsedTime(start) / missing.Length, missing);
            }
            catch
            {
                claim.GiveUp();
                throw;
            }
        }

        var left = new List<int>();
        for (int i = 0; i < asked.Length; i++)
        {
            if (claim.Wait(i, _saved) is { } answer)
            {
                answers[asked[i]] = answer;
            }
            else
            {
                left.Add(asked[i]);
            }
        }

        return [.. left];
    }
}
