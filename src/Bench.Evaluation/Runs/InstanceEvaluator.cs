using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Predicts one instance, then explains and scores it. Several explainers may be evaluated at once; equal inputs are computed once.
/// </summary>
public sealed class InstanceEvaluator
{
    private readonly RunPlan _plan;
    private readonly Instance _instance;
    private readonly IModel _model;
    private readonly IModel? _language;
    private readonly CaseQuestion[] _targets;

    /// <summary>Tokenizes and predicts an instance.</summary>
    /// <param name="plan">What to compute.</param>
    /// <param name="index">Position in the dataset.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The instance cannot be explained.</exception>
    public InstanceEvaluator(RunPlan plan, int index, Instance instance, CancellationToken cancellationToken)
    {
        (_plan, _instance) = (plan, instance);
        var (asked, computed) = (new CostMeter(), new CostMeter());
        _model = Remembered(plan.Model.Model);
        _language = plan.Model.Infill is { } language ? Remembered(new LikeliestTokens(language.Model, language.Tokenizer)) : null;
        ModelInfo info = _model.Info;
        IModel model = Counted(_model, asked, computed);
        IReadOnlyList<TaskInput> inputs = CaseInputs.Of(plan, instance);
        var context = new TaskContext(info, plan.Model.Tokenizer, inputs,
            [.. model.Predict([.. inputs.Select(input => input.Text.Row)], cancellationToken)
            .Select(logits => ModelAnswer.RequireFinite(logits, info, instance.Source))]);
        Judgement judged = plan.Task.Instance.Judge(context, instance);
        _targets = [.. new CaseQuestions(plan, instance, context).Of(model)];
        Head = new InstanceHead(
            index,
            instance.Id,
            judged.Gold,
            judged.Predicted,
            inputs.Max(input => input.Text.Truncated),
            Work.Of(asked),
            Work.Of(computed),
            [.. _targets.Select(target => target.Document.ToRecord())])
        {
            Judged = plan.NamedTask is null ? null : judged,
        };
    }

    /// <summary>Evaluates an instance with every explainer of a plan.</summary>
    /// <param name="plan">What to compute.</param>
    /// <param name="index">Position in the dataset.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static InstanceResult EvaluateAll(RunPlan plan, int index, Instance instance, CancellationToken cancellationToken)
    {
        var evaluator = new InstanceEvaluator(plan, index, instance, cancellationToken);
        return InstanceResult.Of(
            evaluator.Head, [.. plan.Explainers.Select(explainer => evaluator.Evaluate(explainer, cancellationToken))]);
    }

    /// <summary>What is known before anything is explained.</summary>
    public InstanceHead Head { get; }

    /// <summary>
    /// Explains every target and scores the explanations. What comes of it depends on the plan, the instance and the explainer alone; only
    /// how much of the work had to be computed depends on the explainers before and beside it.
    /// </summary>
    /// <param name="explainer">One of the plan's explainers.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ExplainerResult Evaluate(Configured<ExplainerDescriptor, IExplainer> explainer, CancellationToken cancellationToken)
    {
        var (asked, computed) = (new CostMeter(), new CostMeter());
        IModel model = Counted(_model, asked, computed);
        IInfill? infill = _language is null
            ? null
            : new LikeliestInfill(Counted(_language, asked, computed), _plan.Model.Infill!.Tokenizer.Special.RequireMask());
        var cost = default(Cost);
        var results = new List<TargetResult>();
        foreach (CaseQuestion question in _targets)
        {
            CaseQuestion target = question with { Request = question.Request with { Model = model }, Infill = infill };
            (Explanation? explanation, (ScoreRow Row, MetricCurve? Curve)[] scores) = Judge(explainer, target, 1, cancellationToken);
            cost += explanation?.Cost ?? default;
            results.Add(new TargetResult(
                [.. scores.Select(score => score.Row)],
                explanation is null ? null : target.Document.ToRecord(explainer.Name, explanation),
                explanation is null ? [] : [.. target.Document.Trust(explanation).Raised],
                scores.Where(score => score.Curve is not null).ToImmutableDictionary(score => score.Row.Metric, score => score.Curve!))
            {
                OtherSeeds = OtherSeeds(explainer, target, cancellationToken),
            });
        }

        return new ExplainerResult(explainer.Name, Work.Of(asked), Work.Of(computed), cost, results);
    }

    private IModel Remembered(IModel inner) => _plan.Remember ? new RememberingModel(inner, new CostMeter()) : inner;

    private static MeteredModel Counted(IModel model, CostMeter asked, CostMeter computed) =>
        new(model is RememberingModel memory ? memory.For(computed) : new MeteredModel(model, computed), asked);

    private IReadOnlyList<IReadOnlyList<ScoreRow>> OtherSeeds(
        Configured<ExplainerDescriptor, IExplainer> explainer, CaseQuestion target, CancellationToken cancellationToken) =>
        Explaining.Draws(explainer)
            ? [.. Enumerable.Range(2, _plan.Suite.Seeds - 1).Select(seed =>
                (IReadOnlyList<ScoreRow>)[.. Judge(explainer, target, seed, cancellationToken).Scores.Select(score => score.Row)])]
            : [];

    // Only the explainer gets another seed: what metrics draw stays the same, so that the spread is the explainer's.
    private (Explanation? Explanation, (ScoreRow Row, MetricCurve? Curve)[] Scores) Judge(
        Configured<ExplainerDescriptor, IExplainer> explainer, CaseQuestion target, int seed, CancellationToken cancellationToken)
    {
        Explanation explanation;
        try
        {
            explanation = Explaining.Explain(explainer, SeedVariance.WithSeed(target.Request, seed), cancellationToken);
        }
        catch (BenchException exception)
        {
            string reason = ScoreRow.NotApplicable(exception.Problem);
            return (
                null, [.. _plan.Metrics.Select(metric => (Row(target, explainer.Name, metric.Name, null, reason), (MetricCurve?)null))]);
        }

        return (explanation, [.. _plan.Metrics.Select(metric => Score(explainer, metric, explanation, target, cancellationToken))]);
    }

    private (ScoreRow Row, MetricCurve? Curve) Score(
        Configured<ExplainerDescriptor, IExplainer> explainer,
        Configured<MetricDescriptor, IMetric> metric,
        Explanation explanation,
        CaseQuestion target,
        CancellationToken cancellationToken)
    {
        MetricScore score = metric.Instance.Evaluate(
            new MetricContext
            {
                Explanation = explanation,
                Model = target.Request.Model,
                Tokenizer = target.Request.Tokenizer,
                Rationales = target.Rationales,
                Mask = target.Mask,
                Edits = target.Edits,
                Explainer = explainer.Instance,
                Infill = target.Infill,
                Seed = target.Request.Seed,
            },
            cancellationToken);
        return score.IsApplicable
            ? (Row(target, explainer.Name, metric.Name, score.Value, ScoreRow.Ok), score.Curve)
            : (Row(target, explainer.Name, metric.Name, null, ScoreRow.NotApplicable(score.Reason!)), null);
    }

    private ScoreRow Row(CaseQuestion target, string explainer, string metric, double? value, string status) =>
        new(_instance.Id, target.Name, explainer, metric, value, status);
}
