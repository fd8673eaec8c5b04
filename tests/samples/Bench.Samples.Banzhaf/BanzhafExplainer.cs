using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Samples.Banzhaf;

public sealed record BanzhafOptions
{
    [Description("Random subsets of the tokens, or of larger units explained")]
    [Range(2, 100_000)]
    public int Samples { get; init; } = 256;

    [Description("How tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}

public sealed class BanzhafPlugin : IBenchPlugin
{
    public void Register(PluginRegistry registry) =>
        registry.Explainers.Add<BanzhafOptions>(BanzhafExplainer.Descriptor, options => new BanzhafExplainer(options));
}

/// <summary>Banzhaf values by maximum sample reuse: Wang and Jia 2023, "Data Banzhaf".</summary>
public sealed class BanzhafExplainer(BanzhafOptions options) : IExplainer
{
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "banzhaf",
        Name = "Banzhaf values",
        Family = "perturbation",
        CostFormula = "samples forward",
        Citation = "Wang and Jia 2023, Data Banzhaf (maximum sample reuse)",
        Summary = "Mean output with a unit present less mean output with it absent, over random subsets.",
    };

    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var random = new DeterministicRandom(request.Seed);
        int m = request.Input.Units.Length;
        bool[][] subsets = [.. Enumerable.Range(0, options.Samples)
            .Select(_ => Enumerable.Range(0, m).Select(_ => random.NextInt(2) == 1).ToArray())];
        double[] values = request.Values([.. subsets.Select(kept => request.KeepUnits(kept, options.Removal))], cancellationToken);
        double[] scores = new double[m];
        for (int unit = 0; unit < m; unit++)
        {
            ILookup<bool, double> byPresence = values.Index().ToLookup(v => subsets[v.Index][unit], v => v.Item);
            scores[unit] = byPresence.Count == 2 ? byPresence[true].Average() - byPresence[false].Average() : 0;
        }

        return Attribution.OfUnits(request.Input, scores);
    }
}
