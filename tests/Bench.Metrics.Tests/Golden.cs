using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

/// <summary>Golden cases as metrics see them.</summary>
internal static class Golden
{
    /// <summary>The score vectors of every case.</summary>
    public static readonly ImmutableArray<string> Vectors = ["mixed", "positive", "few_positive", "all_negative"];

    private static readonly ConcurrentDictionary<string, Remembering> _models = new();

    /// <summary>One of the case's fixed score vectors as an explanation of a target.</summary>
    public static MetricContext Context(GoldenCase golden, GoldenTarget target, string vector)
    {
        double[] scores = new double[golden.Input.Tokens.Length];
        bool[] rationale = new bool[scores.Length];
        foreach ((int position, double score, double label) in golden.FeaturePositions.Zip(
            golden.Root.At("score_vectors", vector).Doubles(), golden.Root.At("human_rationale").Doubles()))
        {
            scores[position] = score;
            rationale[position] = label == 1;
        }

        return new MetricContext
        {
            Explanation = new Explanation
            {
                Explainer = vector,
                Input = golden.Input,
                Target = target.Target,
                Quantity = Quantity.Probability,
                Attribution = new Attribution([.. scores]),
            },
            Model = _models.GetOrAdd(golden.ModelName, name => new Remembering(GoldenCases.Reference(name))),
            Tokenizer = new SpecialTokensOnly(golden.Special),
            Rationales = [[.. rationale]],
        };
    }

    /// <summary>Computes each row once: many variations of a metric ask for the same.</summary>
    private sealed class Remembering(IModel inner) : IModel
    {
        private readonly ConcurrentDictionary<string, Answer> _known = new();

        public ModelInfo Info => inner.Info;

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            [.. queries.Select(query => _known.GetOrAdd(
                string.Join(' ', query.Row.TokenIds.ToArray()) + "|" + string.Join(' ', query.Row.TypeIds.ToArray()),
                _ => inner.Answer([query], cancellationToken)[0]))];
    }

    private sealed class SpecialTokensOnly(SpecialTokens special) : ITokenizer
    {
        public SpecialTokens Special => special;

        public TokenizedText Tokenize(string text, string? textPair = null) => throw new NotSupportedException();

        public string Piece(int id) => throw new NotSupportedException();
    }
}
