using System.Collections.Immutable;
using System.Text;
using Bench.Abstractions;
using Bench.Cli;
using Bench.Explainers;
using Bench.Inference;
using Bench.Library;
using Bench.Metrics;
using Bench.TestKit;

namespace Bench.Fuzz;

/// <summary>What command lines bring: options of explainers and metrics, plug-ins, and the files of <c>evaluate</c>.</summary>
internal static class OptionFormats
{
    public static IEnumerable<FuzzFormat> All()
    {
        Catalog<ExplainerDescriptor, IExplainer> explainers = BuiltInExplainers.AddTo(new("explainer"));
        Catalog<MetricDescriptor, IMetric> metrics = BuiltInMetrics.AddTo(new("metric"));
        string[] defaults = [.. explainers.All.Select(Written), .. metrics.All.Select(Written)];
        yield return new FuzzFormat("options", "options.txt", Texts.Bytes(
            [.. defaults, "lime:samples=500,precision=0.1", "aggregate:of=\"lime:samples=5,ridge=2\"",
                "expected-gradients:references=file,reference-file=t.txt"]), folder =>
            {
                string text = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "options.txt")));
                // A suite or a command line has a few; the bound on memory is one for reading, not for thousands of refusals.
                foreach (ComponentSpec spec in ComponentSpec.ParseList(text).Take(20))
                {
                    Try(() => explainers.Configure(spec, folder));
                    Try(() => metrics.Configure(spec, folder));
                }
            });
        yield return new FuzzFormat(
            "plugin", "plugin.dll", [Assembly()], folder => PluginFolder.NameOf(Path.Combine(folder, "plugin.dll")));
        Tokenizer tokenizer = TokenizerFiles.Load(Repository.Model("bert-micro"), 64);
        TokenizedText input = tokenizer.Tokenize("a great film", "a bad one");
        yield return new FuzzFormat("tokens", "tokens.json", Texts.Bytes(
            """{"input_ids":[2,41,599,3],"token_type_ids":[0,0,0,0],"attention_mask":[1,1,1,1],"special_tokens_mask":[1,0,0,1]}""",
            """{"inputs":{"input_ids":[2,41,599,165,3]}}"""), folder => TokensFile.Read(Path.Combine(folder, "tokens.json"), tokenizer));
        string scores = string.Join(",", Enumerable.Repeat("0.5", input.Tokens.Length));
        yield return new FuzzFormat("scores", "scores.json", Texts.Bytes($$"""{"scores":[{{scores}}]}""", $"[{scores}]"),
            folder => AttributionFile.ReadScores(Path.Combine(folder, "scores.json"), input));
        yield return new FuzzFormat("rationale", "rationale.json", Texts.Bytes(
            """{"rationale":[[0,1],[2,5,0],[0,1,1]]}""", $"[{scores.Replace("0.5", "1", StringComparison.Ordinal)}]"),
            folder => AttributionFile.ReadRationale(Path.Combine(folder, "rationale.json"), input));
        yield return new FuzzFormat("segments", "segments.json", Texts.Bytes("""{"segments":[[0,1],[2,7],[0,5,1]]}""", "[[0,13]]"),
            folder =>
            input.InUnits(new UnitChoice(Granularity.Segments) { Segments = UnitOptions.Read(Path.Combine(folder, "segments.json")) }));
    }

    // Its name alone is read: a plug-in runs code, and who names one trusts it.
    private static byte[] Assembly()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("plugin.dll");
        EmptyAssembly.Write(file, ("Bench.Abstractions", new Version(0, 1, 0, 0)));
        return File.ReadAllBytes(file);
    }

    private static string Written<TDescriptor, T>(Component<TDescriptor, T> component)
        where TDescriptor : IComponentDescriptor =>
        new ComponentSpec(component.Descriptor.Id,
            component.Options.ToImmutableSortedDictionary(
                option => option.Key, option => option.Default, StringComparer.Ordinal)).ToString();

    private static void Try(Action configure)
    {
        try
        {
            configure();
        }
        catch (BenchException)
        {
            // A spec is one of the other catalogue, or refused.
        }
    }
}
