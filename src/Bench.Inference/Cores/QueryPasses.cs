using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Cuts a batch of queries into passes: what a core computes at once. A query that asks for several things takes part in several.
/// </summary>
public static class QueryPasses
{
    // A gradient by the maps comes with the maps, so the one covers the other.
    private static readonly Ask[] _passes =
    [
        Ask.AttentionGradient, Ask.Attention, Ask.Gradient, Ask.GradientSums, Ask.Exact, Ask.Mixing, Ask.States, Ask.Positions,
        Ask.Contrast,
    ];

    /// <summary>Answers queries pass by pass.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="compute">Answers queries of one pass, in order; the pass is one flag, or <see cref="Ask.Outputs"/>.</param>
    public static IReadOnlyList<Answer> Run(
        IReadOnlyList<Query> queries, Func<Ask, IReadOnlyList<Query>, IReadOnlyList<Answer>> compute)
    {
        Ask[][] passes = [.. queries.Select(query => query.Ask).Distinct().Select(PassesOf)];
        if (passes is [[var only]])
        {
            return compute(only, queries);
        }

        var answers = new Answer?[queries.Count];
        foreach (Ask pass in passes.SelectMany(ofOne => ofOne).Distinct())
        {
            int[] own = [.. Enumerable.Range(0, answers.Length).Where(i => PassesOf(queries[i].Ask).Contains(pass))];
            foreach ((int i, Answer answer) in own.Zip(compute(pass, [.. own.Select(i => queries[i])])))
            {
                answers[i] = answers[i] is { } known ? Join(known, answer) : answer;
            }
        }

        return answers!;
    }

    private static Ask[] PassesOf(Ask ask)
    {
        Ask[] passes = [.. _passes.Where(pass => ask.HasFlag(pass) && !(pass == Ask.Attention && ask.HasFlag(Ask.AttentionGradient)))];
        return passes.Length == 0 ? [Ask.Outputs] : passes;
    }

    private static Answer Join(Answer first, Answer second) => new()
    {
        Outputs = Filled(first.Outputs, second.Outputs),
        Gradient = Filled(first.Gradient, second.Gradient),
        GradientSums = first.GradientSums ?? second.GradientSums,
        Maps = Filled(first.Maps, second.Maps),
        MapGradients = Filled(first.MapGradients, second.MapGradients),
        Mixing = Filled(first.Mixing, second.Mixing),
        States = Filled(first.States, second.States),
        Positions = Filled(first.Positions, second.Positions),
        Contrast = first.Contrast ?? second.Contrast,
        Exact = first.Exact.IsEmpty ? second.Exact : first.Exact,
    };

    private static Tensor Filled(Tensor first, Tensor second) => first.Shape.Rank == 0 ? second : first;
}
