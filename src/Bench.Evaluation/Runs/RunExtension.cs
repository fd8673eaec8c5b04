using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Finds the finished run that explainers are added to. It stays as it is: the run with more explainers is another one.</summary>
/// <param name="planner">Makes plans.</param>
internal sealed class RunExtension(RunPlanner planner)
{
    /// <summary>Plans the run with more explainers.</summary>
    /// <param name="plan">What the command asks for, the added explainers alone.</param>
    /// <param name="settings">What the command line says.</param>
    /// <returns>The plan with the explainers of the newest run that differs in nothing else, and that run's folder.</returns>
    /// <exception cref="BenchException">There is no such run.</exception>
    public (RunPlan Plan, string Source) Extend(RunPlan plan, RunSettings settings)
    {
        RunManifest asked = RunRecorder.Describe(plan, DateTimeOffset.UnixEpoch);
        RunState[] finished = [.. RunPlaces.Of(settings.OutputRoot, asked).All
            .Select(folder => RunState.Of(Path.Combine(folder, settings.Shard.FolderName)))
            .OfType<RunState>()
            .Where(state => state is { Stage: RunStage.Finished, Run: not null })
            .OrderByDescending(state => state.Run!.Started)];
        foreach (RunState state in finished)
        {
            ComponentSpec[] own = OwnExplainers(state.Run!);
            if (Differences(plan, state.Run!, own, settings).Count == 0)
            {
                // The run's own explainers come first and keep their order, so that adding the same one twice changes nothing.
                return (planner.WithExplainers(plan, own.Union(plan.Suite.Explainers), settings.Profile), state.Folder);
            }
        }

        throw finished.Length == 0
            ? new BenchException(
                "There is no finished run to which explainers could be added",
                Path.Combine(settings.OutputRoot, asked.Suite, asked.Model.Name),
                "Run the suite first, or name the folder given to that run with --out")
            : new BenchException(
                "The run that stands there differs from this command in "
                    + RunDifferences.Sentence(Differences(plan, finished[0].Run!, OwnExplainers(finished[0].Run!), settings)),
                finished[0].Folder,
                "Repeat the options of that run beside --add-explainer, or run anew with --explainers");
    }

    private static ComponentSpec[] OwnExplainers(RunManifest run) =>
        [.. run.Explainers.Select(explainer => ComponentSpec.Parse(explainer.Name))];

    private IReadOnlyList<string> Differences(RunPlan plan, RunManifest kept, ComponentSpec[] own, RunSettings settings) =>
        RunDifferences.All(kept, RunRecorder.Describe(planner.WithExplainers(plan, own, settings.Profile), kept.Started));
}
