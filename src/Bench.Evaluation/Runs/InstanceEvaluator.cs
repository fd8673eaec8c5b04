using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Predicts, explains and scores one instance.</summary>
/// <param name="plan">What to compute.</param>
public sealed class InstanceEvaluator(RunPlan plan)
{
    private readonly ModelInfo _info = plan.Model.Model.Info;

    /// <summary>Evaluates an instance. The result depends on the plan and the instance alone.</summary>
    /// <param name="index">Position in the dataset.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The instance cannot be explained.</exception>
    public InstanceResult Evaluate(int index, Instance instance, CancellationToken cancellationToken)
    {
        var asked = new CostMeter();
        var computed = new CostMeter();
        IModel inner = plan.Model.Model;
        IModel model = new MeteredModel(
            plan.UseStore ? new EvaluationStore(inner, computed) : new MeteredModel(inner, computed), asked);
        TokenizedText input = InputPolicy.Tokenize(
            plan.Model.Tokenizer, instance.Text, instance.TextPair, plan.Suite.Truncate, instance.Source);
        Tensor logits = model.Predict([input.Row], cancellationToken)[0];
        int predicted = Outputs.ArgMax(logits.Span);
        int? label = instance.Label is null ? null : ModelLabels.Find(_info, instance.Label, instance.Source);
        var scores = new List<ScoreRow>();
        var documents = new List<JsonElement>();
        var flags = new List<RaisedFlags>();
        var costs = plan.Explainers.ToDictionary(explainer => explainer.Name, _ => default(Cost));
        foreach (int output in Targets(predicted, label, instance))
        {
            var request = new ExplanationRequest
            {
                Model = model,
                Tokenizer = plan.Model.Tokenizer,
                Input = input,
                Target = new Target(output),
                Quantity = plan.Suite.Quantity,
                Seed = DeterministicRandom.Derive(plan.Suite.Seed, $"{instance.Id}/{output}"),
            };
            IReadOnlyList<(string Name, Explanation Explanation)> explanations = ExplainAndScore(request, instance, scores, costs, cancellationToken);
            ExplanationDocument document = Document(instance, request, logits, explanations);
            documents.Add(JsonSerializer.Deserialize<JsonElement>(JsonText.Write(document.Write)));
            flags.AddRange(explanations.Select(entry => new RaisedFlags(entry.Name, [.. document.Trust(entry.Explanation).Raised])));
        }

        return new InstanceResult
        {
            Index = index,
            Instance = instance.Id,
            Label = label is { } known ? _info.Labels[known] : null,
            Predicted = _info.Labels[predicted],
            Truncated = input.Truncated,
            Asked = Work.Of(asked),
            Computed = Work.Of(computed),
            Costs = costs,
            Scores = scores,
            Documents = documents,
            Flags = flags,
        };
    }

    private List<(string Name, Explanation Explanation)> ExplainAndScore(
        ExplanationRequest request, Instance instance, List<ScoreRow> scores, Dictionary<string, Cost> costs, CancellationToken cancellationToken)
    {
        string target = _info.Labels[request.Target.Output];
        ImmutableArray<ImmutableArray<bool>> rationales = RationaleMap.ToTokens(request.Input, instance.Rationales);
        var explanations = new List<(string Name, Explanation Explanation)>();
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in plan.Explainers)
        {
            Explanation explanation;
            try
            {
                explanation = Explaining.Explain(explainer, request, cancellationToken);
            }
            catch (BenchException exception)
            {
                scores.AddRange(plan.Metrics.Select(metric => new ScoreRow(
                    instance.Id, target, explainer.Name, metric.Name, null, ScoreRow.NotApplicable(exception.Problem))));
                continue;
            }

            explanations.Add((explainer.Name, explanation));
            costs[explainer.Name] += explanation.Cost;
            var context = new MetricContext
            {
                Explanation = explanation,
                Model = request.Model,
                Tokenizer = request.Tokenizer,
                Rationales = rationales,
                Explainer = explainer.Instance,
                Seed = request.Seed,
            };
            foreach (Configured<MetricDescriptor, IMetric> metric in plan.Metrics)
            {
                MetricScore score = metric.Instance.Evaluate(context, cancellationToken);
                scores.Add(new ScoreRow(
                    instance.Id,
                    target,
                    explainer.Name,
                    metric.Name,
                    score.IsApplicable ? score.Value : null,
                    score.IsApplicable ? ScoreRow.Ok : ScoreRow.NotApplicable(score.Reason!)));
            }
        }

        return explanations;
    }

    private IEnumerable<int> Targets(int predicted, int? label, Instance instance) => plan.Suite.Target switch
    {
        TargetChoice.Predicted => [predicted],
        TargetChoice.All => Enumerable.Range(0, _info.Labels.Count),
        _ => [label ?? throw new BenchException(
            "The instance has no label, but the suite explains the true class", instance.Source, "Add the label, or set 'target: predicted'")],
    };

    private ExplanationDocument Document(
        Instance instance, ExplanationRequest request, Tensor logits, IReadOnlyList<(string Name, Explanation Explanation)> explanations) =>
        new()
        {
            Model = _info,
            Instance = instance,
            Input = request.Input,
            Target = request.Target,
            Quantity = request.Quantity,
            Logits = logits,
            Explanations = explanations,
            Special = request.Tokenizer.Special,
        };
}
