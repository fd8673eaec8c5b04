using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Library;

/// <summary>Scores the explanations of one text.</summary>
/// <param name="bench">Catalogues.</param>
/// <param name="tokenizer">The model's tokenizer.</param>
internal sealed class EvaluationCall(Workbench bench, ITokenizer tokenizer)
{
    public EvaluatedText Evaluate(
        ExplainedText explained, Rationale? rationale, ImmutableArray<bool> mask, IEnumerable<string>? metrics,
        IProgress<BenchProgress>? progress, CancellationToken cancellationToken)
    {
        Configured<MetricDescriptor, IMetric>[] configured =
            [.. (metrics ?? DefaultComponents.Metrics).Select(spec => bench.Metrics.Configure(ComponentSpec.Parse(spec)))];
        RunPlanner.RequireDistinct(configured, "metric");
        var scores = new Dictionary<(string, string), MetricScore>();
        foreach ((int i, TokenScores explanation) in explained.Explanations.Index())
        {
            TokenizedText input = explained.Input.AnchoredAt(explanation.Explanation.Target);
            var context = new MetricContext
            {
                Explanation = explanation.Explanation with { Input = input },
                Model = explained.Model,
                Tokenizer = tokenizer,
                Rationales = rationale is null ? [] : RationaleMap.ToTokens(input, [rationale]),
                Mask = mask,
                Explainer = explained.Explainers[i].Instance,
                Seed = explained.Seed,
            };
            foreach (Configured<MetricDescriptor, IMetric> metric in configured)
            {
                scores[(explanation.Name, metric.Name)] = metric.Instance.Evaluate(context, cancellationToken);
            }

            progress?.Report(new BenchProgress("evaluate", explanation.Name, i + 1, explained.Explanations.Count));
        }

        return new EvaluatedText([.. explained.Explanations.Select(explanation => explanation.Name)], configured, scores);
    }
}
