namespace Bench.Evaluation;

/// <summary>Says which unfinished runs of the same suite and model a new one leaves as they are.</summary>
internal static class OtherRuns
{
    /// <summary>Mentions the newest one, and in what the new run differs from it.</summary>
    /// <param name="settings">Where runs are.</param>
    /// <param name="run">The run that begins.</param>
    /// <param name="progress">Is told.</param>
    public static void Mention(RunSettings settings, RunManifest run, IRunProgress progress)
    {
        RunState[] left = [.. RunPlaces.Of(settings.OutputRoot, run).All
            .Select(folder => RunState.Of(Path.Combine(folder, settings.Shard.FolderName)))
            .OfType<RunState>()
            .Where(state => state is { Stage: RunStage.Unfinished, Run: not null })
            .OrderByDescending(state => state.Run!.Started)];
        if (left.Length > 0)
        {
            IReadOnlyList<string> differences = RunDifferences.All(left[0].Run!, run);
            progress.Note(
                $"A new run begins. An unfinished one ({left[0].Complete} of {left[0].Instances} instances) stays in {left[0].Folder}"
                + (differences.Count > 0 ? $"; it differs in {RunDifferences.Sentence(differences)}" : "")
                + (left.Length > 1 ? $". So do {left.Length - 1} more" : "") + ".");
        }
    }
}
