using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace MyExplainer;

/// <summary>Options, as in <c>my-explainer:window=3</c>. Names become kebab-case; attributes say what is allowed.</summary>
public sealed record Options
{
    [Description("Neighbouring tokens that are taken away together")]
    [Range(1, 32)]
    public int Window { get; init; } = 1;

    [Description("How tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}

/// <summary>What the program looks for: every public class of this kind registers what the assembly brings.</summary>
public sealed class Plugin : IBenchPlugin
{
    public void Register(PluginRegistry registry) => registry.Explainers.Add<Options>(Explainer.Descriptor, options => new Explainer(options));
}

/// <summary>A token's score is what the explained number loses without it and its neighbours. Put your method here.</summary>
public sealed class Explainer(Options options) : IExplainer
{
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "my-explainer",
        Name = "My explainer",
        Family = "perturbation",
        CostFormula = "tokens + 1 forward",
        Citation = "Name the paper and the equation",
        Summary = "The loss of the explained number without a token and its neighbours",
    };

    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        // Tokens that are not special, in order; all rows go to the model at once.
        int[] features = [.. request.Input.FeaturePositions];
        bool[] everything = [.. request.Input.Tokens.Select(_ => true)];
        InputRow[] rows = [request.Input.Row, .. features.Select((_, i) => Without(request, everything, features, i))];
        double[] values = request.Values(rows, cancellationToken);
        double[] scores = new double[request.Input.Tokens.Length];
        for (int i = 0; i < features.Length; i++)
        {
            scores[features[i]] = values[0] - values[i + 1];
        }

        return new Attribution([.. scores]);
    }

    private InputRow Without(ExplanationRequest request, bool[] everything, int[] features, int center)
    {
        bool[] kept = [.. everything];
        for (int i = Math.Max(0, center - options.Window / 2); i <= Math.Min(features.Length - 1, center + options.Window / 2); i++)
        {
            kept[features[i]] = false;
        }

        return request.Keep(kept, options.Removal);
    }
}
