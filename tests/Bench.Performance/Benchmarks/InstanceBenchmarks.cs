using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Inference;
using BenchmarkDotNet.Attributes;

namespace Bench.Performance;

/// <summary>One instance of film-reviews, about 25 tokens, with all explainers and metrics of the suite, on the shipped model.</summary>
public class InstanceBenchmarks
{
    private ManagedEncoder _model = null!;
    private Instance _instance = null!;
    private RunPlan _plan = null!;

    [Params(true, false)]
    public bool Store { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _model = ShippedSuite.LoadModel(Environment.ProcessorCount);
        (RunPlan plan, IReadOnlyList<Instance> instances) = ShippedSuite.Plan(_model);
        _instance = instances.Nearest(25)[0];
        _plan = plan with { Remember = Store };
    }

    [Benchmark]
    public object Evaluate() => InstanceEvaluator.EvaluateAll(_plan, 0, _instance, CancellationToken.None);

    [GlobalCleanup]
    public void Free() => _model.Dispose();
}
