using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Counts what comes of a run, instance by instance.</summary>
/// <param name="planned">What was run, as <see cref="RunRecorder.Describe"/> told it.</param>
internal sealed class RunCount(RunManifest planned)
{
    private readonly Dictionary<string, Cost> _costs = planned.Explainers.ToDictionary(explainer => explainer.Name, _ => default(Cost));
    private readonly List<RaisedFlags> _raised = [];
    private readonly QualityCount _quality = new();
    private int _instances, _labelled, _correct, _truncated, _unexplained;
    private Work _asked, _computed;

    /// <summary>The run's description with what was counted.</summary>
    public RunManifest Counted => planned with
    {
        Instances = _instances,
        Labelled = _labelled,
        Correct = _correct,
        Quality = _quality.Figures,
        Truncated = _truncated,
        Unexplained = _unexplained,
        Asked = _asked,
        Computed = _computed,
        ExplainerCosts = _costs.ToDictionary(entry => entry.Key, entry => new TotalCost(
            entry.Value.RowsForward,
            entry.Value.RowsBackward,
            entry.Value.Tokens,
            Math.Round(entry.Value.Elapsed.TotalSeconds, 3),
            entry.Value.Flops)),
        Trust = _costs.Keys.ToDictionary(
            explainer => explainer, explainer => Flags([.. _raised.Where(flags => flags.Explainer == explainer)])),
    };

    /// <summary>Counts an instance.</summary>
    /// <param name="result">What came of it.</param>
    public void Add(InstanceResult result)
    {
        _instances++;
        _labelled += result.IsCorrect is null ? 0 : 1;
        _correct += result.IsCorrect == true ? 1 : 0;
        _quality.Add(result.Judged);
        _truncated += result.Truncated > 0 ? 1 : 0;
        _unexplained += result.Documents.Count == 0 ? 1 : 0;
        _asked += result.Asked;
        _computed += result.Computed;
        _raised.AddRange(result.Flags);
        foreach ((string explainer, Cost cost) in result.Costs)
        {
            _costs[explainer] += cost;
        }
    }

    private static RecordedFlags Flags(RaisedFlags[] explanations) => new(
        explanations.Length,
        TrustFlags.All.ToDictionary(flag => flag, flag => explanations.Count(explanation => explanation.Flags.Contains(flag))));
}
