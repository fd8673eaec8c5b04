using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Turns a plan and what came of it into plain data.</summary>
internal static class RunRecorder
{
    /// <summary>Describes a finished run.</summary>
    /// <param name="plan">What was run.</param>
    /// <param name="results">The instances.</param>
    /// <param name="started">When the command started.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="resumed">Instances that an earlier command had finished.</param>
    public static RunManifest Describe(
        RunPlan plan, IEnumerable<InstanceResult> results, DateTimeOffset started, TimeSpan elapsed, int resumed)
    {
        var costs = plan.Explainers.ToDictionary(explainer => explainer.Name, _ => default(Cost));
        var raised = new List<RaisedFlags>();
        (int instances, int labelled, int correct, int truncated) = (0, 0, 0, 0);
        (Work asked, Work computed) = (default, default);
        foreach (InstanceResult result in results)
        {
            instances++;
            labelled += result.Label is null ? 0 : 1;
            correct += result.Label == result.Predicted ? 1 : 0;
            truncated += result.Truncated > 0 ? 1 : 0;
            asked += result.Asked;
            computed += result.Computed;
            raised.AddRange(result.Flags);
            foreach ((string explainer, Cost cost) in result.Costs)
            {
                costs[explainer] += cost;
            }
        }

        Suite suite = plan.Suite;
        ModelInfo model = plan.Model.Model.Info;
        return new RunManifest
        {
            BenchVersion = BenchVersion.Current,
            Identity = plan.Identity(),
            Suite = suite.Name,
            SuiteVersion = suite.Version,
            Dataset = new RecordedDataset(suite.Dataset.Format, Path.GetFileName(suite.Dataset.Path), plan.DatasetSha256, suite.Dataset.Options),
            Model = new RecordedModel(model.Name, model.Architecture, [.. model.Labels], model.Activation, plan.Model.WeightsSha256),
            Target = suite.Target,
            Quantity = suite.Quantity,
            Seed = suite.Seed,
            Limit = suite.Limit,
            Truncate = suite.Truncate,
            Profile = plan.Profile,
            Explainers = [.. plan.Explainers.Select(explainer =>
                new RecordedComponent<ExplainerDescriptor>(explainer.Name, explainer.Options, explainer.Descriptor))],
            Metrics = [.. plan.Metrics.Select(metric => new RecordedComponent<MetricDescriptor>(metric.Name, metric.Options, metric.Descriptor))],
            Instances = instances,
            Labelled = labelled,
            Correct = correct,
            Truncated = truncated,
            Asked = asked,
            Computed = computed,
            ExplainerCosts = costs.ToDictionary(entry => entry.Key, entry => new RecordedCost(
                entry.Value.RowsForward, entry.Value.RowsBackward, entry.Value.Tokens, Math.Round(entry.Value.Elapsed.TotalSeconds, 3))),
            Trust = costs.Keys.ToDictionary(explainer => explainer, explainer => Count([.. raised.Where(flags => flags.Explainer == explainer)])),
            Threads = plan.Threads,
            Store = plan.UseStore,
            Started = DateTimeOffset.FromUnixTimeSeconds(started.ToUnixTimeSeconds()),
            Seconds = Math.Round(elapsed.TotalSeconds, 3),
            ResumedInstances = resumed,
            Machine = Machine.Current,
        };
    }

    private static RecordedFlags Count(RaisedFlags[] explanations) => new(
        explanations.Length, TrustFlags.All.ToDictionary(flag => flag, flag => explanations.Count(explanation => explanation.Flags.Contains(flag))));
}
