using Bench.Abstractions;
using Bench.Inference;
using BenchmarkDotNet.Attributes;

namespace Bench.Performance;

/// <summary>Every explainer of the catalogue with its defaults, on the shipped model.</summary>
public class ExplainerBenchmarks
{
    // Short enough for those whose work doubles with every token.
    private const string Text = "Not a dull moment in it.";
    private ManagedEncoder _model = null!;
    private IExplainer _explainer = null!;
    private ExplanationRequest _request = null!;

    /// <summary>The ids of the catalogue.</summary>
    public static IEnumerable<string> Ids => ShippedSuite.Explainers.All.Select(explainer => explainer.Descriptor.Id);

    [ParamsSource(nameof(Ids))]
    public string Explainer { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _model = ShippedSuite.LoadModel(Environment.ProcessorCount);
        _explainer = ShippedSuite.Explainers.Configure(ComponentSpec.Parse(Explainer)).Instance;
        ITokenizer tokenizer = ShippedSuite.LoadTokenizer();
        _request = new ExplanationRequest
        {
            Model = _model,
            Tokenizer = tokenizer,
            Input = tokenizer.Tokenize(Text),
            Target = new Target(1),
            Seed = 42,
        };
    }

    [Benchmark]
    public object Explain() => _explainer.Explain(_request);

    [GlobalCleanup]
    public void Free() => _model.Dispose();
}
