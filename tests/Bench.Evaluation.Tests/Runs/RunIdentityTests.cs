using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Whatever decides a number tells runs apart, and the difference is named.</summary>
public sealed class RunIdentityTests
{
    private static readonly RunManifest _run = new ToySuiteManifest().Run;

    public static TheoryData<string, string> Differences => new()
    {
        { "bench", "bench version \"9\", was " },
        { "suite-version", "suite version 2, was 1" },
        { "data", "dataset sha256 \"ff\", was " },
        { "data-options", "dataset options offsets \"code-points\", was none" },
        { "data-plugin", "dataset plugin \"Acme 1\", was none" },
        { "model", "model name \"other\", was \"bag-of-words\"" },
        { "weights", "model weights sha256 \"01\", was \"00\"" },
        { "setting", "tokenizer_config.json: do_lower_case true, was false" },
        { "nested-setting", "tokenizer_config.json: special.pad [X], was [PAD]" },
        { "vocabulary", "vocab.txt: other content" },
        { "further-file", "added_tokens.json: read, was not read" },
        { "infill", "model infill weights sha256 \"01\", was none" },
        { "core", "core name \"torch\", was none" },
        { "kernels", "kernels \"avx2\", was \"avx512\"" },
        { "target", "target \"all\", was \"predicted\"" },
        { "quantity", "quantity \"probability\", was \"logit\"" },
        { "seed", "seed 7, was 42" },
        { "seeds", "seeds 3, was none" },
        { "limit", "limit 3, was null" },
        { "truncate", "truncate true, was false" },
        { "profile", "profile \"ferret\", was \"default\"" },
        { "explainers", "explainers random, was gradient-x-input, lime:samples=40, random" },
        { "explainer-order", "explainers random, lime:samples=40, gradient-x-input, was gradient-x-input, lime:samples=40, random" },
        { "explainer-option", "explainers lime:samples=40 options samples 41, was 40" },
        { "explainer-plugin", "explainers random plugin \"Acme 1\", was none" },
        { "metrics", "metrics tau-loo, was aopc-comprehensiveness, tau-loo, token-f1, model-rows" },
        { "metric-version", "metrics tau-loo descriptor version 99, was " },
        { "metric-plugin", "metrics tau-loo plugin \"Acme 1\", was none" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void Every_input_makes_another_run_and_is_named(string what, string sentence)
    {
        RunManifest other = Changed(what);

        RunIdentity.Of(other).ShouldNotBe(RunIdentity.Of(_run));
        string[] named = [.. RunDifferences.All(_run, other)];
        named.ShouldContain(text => text.StartsWith(sentence, StringComparison.Ordinal), string.Join("; ", named));
    }

    [Fact]
    public void What_came_of_a_run_and_how_it_was_computed_tells_nothing_apart()
    {
        RunManifest other = _run with
        {
            Identity = "x",
            Threads = 77,
            Remembered = false,
            Started = DateTimeOffset.UnixEpoch,
            Seconds = 5,
            Instances = 9,
            Correct = 1,
            ResumedInstances = 4,
            Asked = new Work(9, 9, 9, 9),
            Machine = new Machine("another", 3, 128, "", ""),
            Files = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("a", "b"),
        };

        RunIdentity.Of(other).ShouldBe(RunIdentity.Of(_run));
        RunDifferences.All(_run, other).ShouldBeEmpty();
    }

    [Fact]
    public void The_identity_that_a_run_records_is_that_of_what_it_records() => _run.Identity.ShouldBe(RunIdentity.Of(_run));

    private static RunManifest Changed(string what) => what switch
    {
        "bench" => _run with { BenchVersion = "9" },
        "suite-version" => _run with { SuiteVersion = 2 },
        "data" => _run with { Dataset = _run.Dataset with { Sha256 = "ff" } },
        "data-options" => _run with { Dataset = _run.Dataset with { Options = _run.Dataset.Options.Add("offsets", "code-points") } },
        "data-plugin" => _run with { Dataset = _run.Dataset with { Plugin = "Acme 1" } },
        "model" => _run with { Model = _run.Model with { Name = "other" } },
        "weights" => _run with { Model = _run.Model with { WeightsSha256 = "01" } },
        "setting" => new ToySuiteManifest(config: ToySuiteManifest.Config.Replace("false", "true", StringComparison.Ordinal)).Run,
        "nested-setting" => new ToySuiteManifest(config: ToySuiteManifest.Config.Replace("[PAD]", "[X]", StringComparison.Ordinal)).Run,
        "vocabulary" => new ToySuiteManifest(vocabulary: "other").Run,
        "further-file" => new ToySuiteManifest(further: "added_tokens.json").Run,
        "infill" =>
            _run with
            {
                Model =
                    _run.Model with
                    {
                        Infill = new RecordedInfill(
                            "language", "01", System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty),
                    },
            },
        "core" => _run with { Core = new CoreInfo("torch", "cpu", "single", "x") },
        "kernels" => _run with { Kernels = "avx2" },
        "target" => _run with { Target = TargetChoice.All },
        "quantity" => _run with { Quantity = Quantity.Probability },
        "seed" => _run with { Seed = 7 },
        "seeds" => _run with { Seeds = 3 },
        "limit" => _run with { Limit = 3 },
        "truncate" => _run with { Truncate = true },
        "profile" => _run with { Profile = "ferret" },
        "explainers" => _run with { Explainers = [_run.Explainers[2]] },
        "explainer-order" => _run with { Explainers = [.. _run.Explainers.Reverse()] },
        "explainer-option" =>
            _run with
            {
                Explainers = _run.Explainers.SetItem(
                    1, _run.Explainers[1] with { Options = _run.Explainers[1].Options.SetItem("samples", "41") }),
            },
        "explainer-plugin" => _run with { Explainers = _run.Explainers.SetItem(2, _run.Explainers[2] with { Plugin = "Acme 1" }) },
        "metrics" => _run with { Metrics = [_run.Metrics[1]] },
        "metric-version" =>
            _run with
            {
                Metrics = _run.Metrics.SetItem(1, _run.Metrics[1] with { Descriptor = _run.Metrics[1].Descriptor with { Version = 99 } }),
            },
        _ => _run with { Metrics = _run.Metrics.SetItem(1, _run.Metrics[1] with { Plugin = "Acme 1" }) },
    };

    /// <summary>The description of a run of the toy suite, whose model has tokenizer files.</summary>
    private sealed class ToySuiteManifest
    {
        public const string Config = """{"do_lower_case": false, "special": {"pad": "[PAD]"}}""";

        public ToySuiteManifest(string config = Config, string vocabulary = "good\nbad\n", string? further = null)
        {
            using var suite = new ToySuite(instances: 2) { Kernels = "avx512" };
            Directory.CreateDirectory(suite.ModelFolder);
            File.WriteAllText(Path.Combine(suite.ModelFolder, "tokenizer_config.json"), config);
            File.WriteAllText(Path.Combine(suite.ModelFolder, "vocab.txt"), vocabulary);
            if (further is not null)
            {
                File.WriteAllText(Path.Combine(suite.ModelFolder, further), "{}");
            }

            Run = suite.Run().Results.Run;
        }

        public RunManifest Run { get; }
    }
}
