using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The finished numbers of one run, from which every table, file and report is made. Immutable.</summary>
public sealed class ResultSet
{
    private ComparisonTable? _table;

    /// <summary>What was run.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>All scores, in order of instances, targets, explainers and metrics.</summary>
    public required IReadOnlyList<ScoreRow> Scores { get; init; }

    /// <summary>Number of instances.</summary>
    public required int Instances { get; init; }

    /// <summary>Instances with a true label, and how many of them the model got right.</summary>
    public required (int Labelled, int Correct) Accuracy { get; init; }

    /// <summary>Instances whose text was cut.</summary>
    public required int TruncatedInstances { get; init; }

    /// <summary>Work asked for by explainers and metrics.</summary>
    public required Work Asked { get; init; }

    /// <summary>Work that was computed.</summary>
    public required Work Computed { get; init; }

    /// <summary>Cost of each explainer by name, over all instances and targets.</summary>
    public required IReadOnlyDictionary<string, Cost> Costs { get; init; }

    /// <summary>The comparison, computed once.</summary>
    public ComparisonTable Table => _table ??= ComparisonTable.Of(this);

    /// <summary>Gathers the numbers of finished instances.</summary>
    /// <param name="plan">What was run.</param>
    /// <param name="results">The instances in dataset order.</param>
    public static ResultSet Of(RunPlan plan, IEnumerable<InstanceResult> results)
    {
        var scores = new List<ScoreRow>();
        var costs = plan.Explainers.ToDictionary(explainer => explainer.Name, _ => default(Cost));
        (int instances, int labelled, int correct, int truncated) = (0, 0, 0, 0);
        (Work asked, Work computed) = (default, default);
        foreach (InstanceResult result in results)
        {
            scores.AddRange(result.Scores);
            instances++;
            labelled += result.Label is null ? 0 : 1;
            correct += result.Label == result.Predicted ? 1 : 0;
            truncated += result.Truncated > 0 ? 1 : 0;
            asked += result.Asked;
            computed += result.Computed;
            foreach ((string explainer, Cost cost) in result.Costs)
            {
                costs[explainer] += cost;
            }
        }

        return new ResultSet
        {
            Plan = plan,
            Scores = scores,
            Instances = instances,
            Accuracy = (labelled, correct),
            TruncatedInstances = truncated,
            Asked = asked,
            Computed = computed,
            Costs = costs,
        };
    }
}
