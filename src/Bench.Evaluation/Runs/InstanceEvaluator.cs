using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Predicts one instance, then explains and scores it, one explainer at a time.</summary>
public sealed class InstanceEvaluator
{
    private readonly RunPlan _plan;
    private readonly Instance _instance;
    private readonly CostMeter _asked = new();
    private readonly CostMeter _computed = new();
    private readonly ImmutableArray<ImmutableArray<bool>> _rationales;
    private readonly ImmutableArray<EditedInput> _edits;
    private readonly IInfill? _infill;
    private readonly (ExplanationRequest Request, ExplanationDocument Document)[] _targets;

    /// <summary>Tokenizes and predicts an instance.</summary>
    /// <param name="plan">What to compute.</param>
    /// <param name="index">Position in the dataset.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The instance cannot be explained.</exception>
    public InstanceEvaluator(RunPlan plan, int index, Instance instance, CancellationToken cancellationToken)
    {
        (_plan, _instance) = (plan, instance);
        IModel inner = plan.Model.Model;
        ModelInfo info = inner.Info;
        IModel model = Counted(inner);
        _infill = plan.Model.Infill is { } language
            ? new LikeliestInfill(Counted(new LikeliestTokens(language.Model, language.Tokenizer)), language.Tokenizer.Special.RequireMask())
            : null;
        TokenizedText input = InputPolicy.Tokenize(
            plan.Model.Tokenizer, instance.Text, instance.TextPair, plan.Suite.Truncate, instance.Source);
        Tensor logits = ModelAnswer.RequireFinite(model.Predict([input.Row], cancellationToken)[0], info, instance.Source);
        int predicted = Outputs.ArgMax(logits.Span);
        int? label = instance.Label is null ? null : ModelLabels.Find(info, instance.Label, instance.Source);
        _rationales = RationaleMap.ToTokens(input, instance.Rationales);
        _edits = Edits(input);
        _targets = [.. Targets(predicted, label).Select(output =>
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
            return (request, Document(request, logits));
        })];
        Head = new InstanceHead(
            index,
            instance.Id,
            label is { } known ? info.Labels[known] : null,
            info.Labels[predicted],
            input.Truncated,
            Work.Of(_asked),
            Work.Of(_computed),
            [.. _targets.Select(target => Json(target.Document.Write))]);
    }

    /// <summary>Evaluates an instance with every explainer of a plan.</summary>
    /// <param name="plan">What to compute.</param>
    /// <param name="index">Position in the dataset.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static InstanceResult EvaluateAll(RunPlan plan, int index, Instance instance, CancellationToken cancellationToken)
    {
        var evaluator = new InstanceEvaluator(plan, index, instance, cancellationToken);
        return InstanceResult.Of(evaluator.Head, [.. plan.Explainers.Select(explainer => evaluator.Evaluate(explainer, cancellationToken))]);
    }

    /// <summary>What is known before anything is explained.</summary>
    public InstanceHead Head { get; }

    /// <summary>
    /// Explains every target and scores the explanations. What comes of it depends on the plan, the instance and the explainer alone; only
    /// how much of the work had to be computed depends on the explainers before.
    /// </summary>
    /// <param name="explainer">One of the plan's explainers.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ExplainerResult Evaluate(Configured<ExplainerDescriptor, IExplainer> explainer, CancellationToken cancellationToken)
    {
        (Work asked, Work computed) = (Work.Of(_asked), Work.Of(_computed));
        var cost = default(Cost);
        var results = new List<TargetResult>();
        foreach ((ExplanationRequest request, ExplanationDocument document) in _targets)
        {
            (Explanation? explanation, (ScoreRow Row, MetricCurve? Curve)[] scores) = Judge(explainer, request, 1, cancellationToken);
            cost += explanation?.Cost ?? default;
            results.Add(new TargetResult(
                [.. scores.Select(score => score.Row)],
                explanation is null ? null : Json(writer => document.WriteExplanation(writer, explainer.Name, explanation)),
                explanation is null ? [] : [.. document.Trust(explanation).Raised],
                scores.Where(score => score.Curve is not null).ToImmutableDictionary(score => score.Row.Metric, score => score.Curve!))
            {
                OtherSeeds = OtherSeeds(explainer, request, cancellationToken),
            });
        }

        return new ExplainerResult(explainer.Name, Work.Of(_asked) - asked, Work.Of(_computed) - computed, cost, results);
    }

    private MeteredModel Counted(IModel inner) =>
        new(_plan.UseStore ? new EvaluationStore(inner, _computed) : new MeteredModel(inner, _computed), _asked);

    private IReadOnlyList<IReadOnlyList<ScoreRow>> OtherSeeds(
        Configured<ExplainerDescriptor, IExplainer> explainer, ExplanationRequest request, CancellationToken cancellationToken) =>
        Explaining.Draws(explainer)
            ? [.. Enumerable.Range(2, _plan.Suite.Seeds - 1).Select(seed =>
                (IReadOnlyList<ScoreRow>)[.. Judge(explainer, request, seed, cancellationToken).Scores.Select(score => score.Row)])]
            : [];

    // Only the explainer gets another seed: what metrics draw stays the same, so that the spread is the explainer's.
    private (Explanation? Explanation, (ScoreRow Row, MetricCurve? Curve)[] Scores) Judge(
        Configured<ExplainerDescriptor, IExplainer> explainer, ExplanationRequest request, int seed, CancellationToken cancellationToken)
    {
        Explanation explanation;
        try
        {
            explanation = Explaining.Explain(explainer, SeedVariance.WithSeed(request, seed), cancellationToken);
        }
        catch (BenchException exception)
        {
            string reason = ScoreRow.NotApplicable(exception.Problem);
            return (null, [.. _plan.Metrics.Select(metric => (Row(request, explainer.Name, metric.Name, null, reason), (MetricCurve?)null))]);
        }

        return (explanation, [.. _plan.Metrics.Select(metric => Score(explainer, metric, explanation, request, cancellationToken))]);
    }

    private (ScoreRow Row, MetricCurve? Curve) Score(
        Configured<ExplainerDescriptor, IExplainer> explainer,
        Configured<MetricDescriptor, IMetric> metric,
        Explanation explanation,
        ExplanationRequest request,
        CancellationToken cancellationToken)
    {
        MetricScore score = metric.Instance.Evaluate(
            new MetricContext
            {
                Explanation = explanation,
                Model = request.Model,
                Tokenizer = request.Tokenizer,
                Rationales = _rationales,
                Edits = _edits,
                Explainer = explainer.Instance,
                Infill = _infill,
                Seed = request.Seed,
            },
            cancellationToken);
        return score.IsApplicable
            ? (Row(request, explainer.Name, metric.Name, score.Value, ScoreRow.Ok), score.Curve)
            : (Row(request, explainer.Name, metric.Name, null, ScoreRow.NotApplicable(score.Reason!)), null);
    }

    private ScoreRow Row(ExplanationRequest request, string explainer, string metric, double? value, string status) =>
        new(_instance.Id, _plan.Model.Model.Info.Labels[request.Target.Output], explainer, metric, value, status);

    private ImmutableArray<EditedInput> Edits(TokenizedText input) => [.. _instance.Edits.Select((edit, i) =>
    {
        TokenizedText edited = InputPolicy.TokenizeEdit(_plan.Model.Tokenizer, edit, i, _plan.Suite.Truncate, _instance.Source);
        return new EditedInput(edited, EditAlignment.Of(input, edited, edit.Alignment));
    })];

    private IEnumerable<int> Targets(int predicted, int? label) => _plan.Suite.Target switch
    {
        TargetChoice.Predicted => [predicted],
        TargetChoice.All => Enumerable.Range(0, _plan.Model.Model.Info.Labels.Count),
        _ => [label ?? throw new BenchException(
            "The instance has no label, but the suite explains the true class", _instance.Source, "Add the label, or set 'target: predicted'")],
    };

    private ExplanationDocument Document(ExplanationRequest request, Tensor logits) => new()
    {
        Model = _plan.Model.Model.Info,
        Instance = _instance,
        Input = request.Input,
        Target = request.Target,
        Quantity = request.Quantity,
        Logits = logits,
        Explanations = [],
        Special = request.Tokenizer.Special,
        WithSeconds = false,
    };

    private static JsonElement Json(Action<Utf8JsonWriter> write) => JsonSerializer.Deserialize<JsonElement>(JsonText.Write(write));
}
