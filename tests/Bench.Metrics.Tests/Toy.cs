using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

/// <summary>Explanations of toy texts of which every token is a feature between two special tokens.</summary>
internal static class Toy
{
    /// <summary>
    /// A text whose i-th word has weight <c>weights[i]</c>; the logits are minus and plus the sum of the words left, so the
    /// probability of class 1 is the logistic function of twice that sum.
    /// </summary>
    public static MetricContext Linear(double[] weights, double[] scores, params bool[][] rationales)
    {
        var model = new BagOfWordsModel(id => weights[id - 10]);
        return Context(model, scores, rationales);
    }

    /// <summary>A text explained towards class 1 of any model; word i has id 10 + i.</summary>
    public static MetricContext Context(IModel model, double[] scores, params bool[][] rationales)
    {
        var tokenizer = new ToyTokenizer();
        return new MetricContext
        {
            Explanation = new Explanation
            {
                Explainer = "given",
                Input = tokenizer.Tokenize(string.Join(' ', scores.Select((_, i) => $"w{i}"))),
                Target = new Target(1),
                Quantity = Quantity.Logit,
                Attribution = new Attribution([0, .. scores, 0]),
            },
            Model = model,
            Tokenizer = tokenizer,
            Rationales = [.. rationales.Select(rationale => ImmutableArray.Create([false, .. rationale, false]))],
        };
    }

    /// <summary>Scores a context with a metric written as a user would, for example <c>auprc:area=step</c>.</summary>
    public static MetricScore Score(string spec, MetricContext context) =>
        BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric")).Configure(ComponentSpec.Parse(spec)).Instance
            .Evaluate(context);

    /// <summary>The probability of class 1 where the words left weigh <paramref name="sum"/>.</summary>
    public static double P(double sum) => 1 / (1 + Math.Exp(-2 * sum));

    /// <summary>Flags from a string of 0 and 1.</summary>
    public static bool[] Flags(string flags) => [.. flags.Select(c => c == '1')];
}
