using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace MyExplainer;

/// <summary>Options, as in <c>my-explainer:window=3</c>. Names become kebab-case; attributes say what is allowed.</summary>
public sealed record Options
{
    [Description("Neighbouring units that are taken away together")]
    [Range(1, 32)]
    public int Window { get; init; } = 1;

    [Description("How units are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}

/// <summary>What the program looks for: every public class of this kind registers what the assembly brings.</summary>
public sealed class Plugin : IBenchPlugin
{
    public void Register(PluginRegistry registry) =>
        registry.Explainers.Add<Options>(Explainer.Descriptor, options => new Explainer(options));
}

/// <summary>
/// A unit (a token, unless words or sentences are explained) scores what the explained number loses without it and its neighbours. Put your
/// method here.
/// </summary>
public sealed class Explainer(Options options) : IExplainer
{
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "my-explainer",
        Name = "My explainer",
        Family = "perturbation",
        CostFormula = "units + 1 forward",
        Citation = "Name the paper and the equation",
        Summary = "The loss of the explained number without a unit and its neighbours",
    };

    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        // All rows go to the model at once.
        int units = request.Input.Units.Length;
        InputRow[] rows = [request.Input.Row, .. Enumerable.Range(0, units).Select(i => Without(request, units, i))];
        double[] values = request.Values(rows, cancellationToken);
        return Attribution.OfUnits(request.Input, [.. values.Skip(1).Select(value => values[0] - value)]);
    }

    private InputRow Without(ExplanationRequest request, int units, int center)
    {
        bool[] kept = [.. Enumerable.Range(0, units).Select(i => Math.Abs(i - center) > options.Window / 2)];
        return request.KeepUnits(kept, options.Removal);
    }
}
