using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Explainers;
using Bench.Metrics;
using Bench.Reporting;
using Bench.Tasks;
using Bench.TestKit;

namespace Bench.Fuzz;

/// <summary>The files of a finished run, as reports and comparisons read them.</summary>
internal static class RunFormats
{
    public static IEnumerable<FuzzFormat> All()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, byte[]> files = Finished(folder);
        yield return new FuzzFormat(RunStore.FileName, RunStore.FileName, [files[RunStore.FileName]], ReadStore);
        foreach (string name in (string[])
            [RunManifest.FileName, ScoresCsv.FileName, CasesCsv.FileName, CurvesCsv.FileName, ExplanationRecord.FileName])
        {
            yield return new FuzzFormat(name, name, [files[name]], Report)
            {
                Beside = files.Where(file => file.Key != name && file.Key != RunStore.FileName)
                    .ToDictionary(file => file.Key, file => file.Value),
            };
        }
    }

    // Its run.json names no hashes and has no seal, as those of older versions: else every change would end at the hash.
    private static Dictionary<string, byte[]> Finished(TemporaryFolder folder)
    {
        folder.Write("model/closed-form.json", """{"labels":["NO","YES"],"bias":0,"words":{"good":1,"bad":-2,"film":0.5},"gates":[]}""");
        folder.Write("texts.jsonl", string.Join('\n', ((string[])["good film", "bad film", "good bad", "film bad good"]).Select(
            text => $$"""{"text":"{{text}}","label":"YES","rationale":[[0,4]]}""")));
        Suite suite = SuiteFile.Read(folder.Write("suite.yaml", """
            name: fuzz
            version: 1
            dataset: {format: jsonl, path: texts.jsonl}
            models: [model]
            explainers: [gradient-x-input, random]
            metrics: [aopc-comprehensiveness, token-f1]
            """));
        var planner = new RunPlanner(
            (model, _) => ClosedFormFolder.Open(model), BuiltInExplainers.AddTo(new("explainer")), BuiltInMetrics.AddTo(new("metric")),
            BuiltInTasks.AddTo(new("task")));
        var runner = new SuiteRunner(planner, [], TimeProvider.System);
        string run = runner.Run(
            suite, suite.Models[0], new RunSettings { OutputRoot = folder.File("out"), Threads = 1 }, new Silent(),
            CancellationToken.None).Folder;
        string manifest = Path.Combine(run, RunManifest.FileName);
        File.WriteAllText(manifest, (RunManifest.Read(manifest) with { Files = null }).ToJson() + "\n");
        return Directory.EnumerateFiles(run).Where(file => new FileInfo(file).Length > 0)
            .ToDictionary(file => Path.GetFileName(file)!, File.ReadAllBytes);
    }

    private static void ReadStore(string folder)
    {
        using RunStore store = RunStore.OpenReadOnly(folder);
        foreach ((InstanceHead head, IReadOnlyList<ExplainerResult> results) in store.ReadAll())
        {
            _ = head.Index + results.Count;
        }
    }

    private static void Report(string folder)
    {
        ResultSet results = ResultSet.Read(folder);
        foreach (string format in (string[])["markdown", "csv-wide", "json"])
        {
            BuiltInReports.Catalog().Configure(new ComponentSpec(format)).Instance.Write(results, TextWriter.Null);
        }

        _ = RunComparison.Of(results, results).Differences.Length + results.Explanations.Count();
    }

    private sealed class Silent : IRunProgress
    {
        public void Started(int instances, int done)
        {
        }

        public void Advanced(int done)
        {
        }
    }
}
