using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How tokens are taken away by the metrics of a run. A score under one removal says as much of the removal as of the explanation (Hooker
/// et al. 2019; Haug et al. 2021), so a suite can ask for several beside each other, and no run mixes the defaults that the metrics' papers
/// have.
/// </summary>
public static class RemovalAxis
{
    private const string Key = "removal";

    /// <summary>
    /// The removal of a suite that names none: the mask token, or where the tokenizer has none, deletion; of pictures the mean colour.
    /// </summary>
    /// <param name="special">The tokenizer's special tokens.</param>
    /// <param name="model">The model.</param>
    public static Removal Default(SpecialTokens special, ModelInfo? model = null) =>
        special.Mask is null && model?.Picture is null ? Removal.Delete : Removal.Mask;

    /// <summary>Every metric that removes tokens and does not say how, once for each removal, with the removal in its name.</summary>
    /// <param name="specs">The metrics asked for.</param>
    /// <param name="catalog">The known metrics.</param>
    /// <param name="removals">The removals; none to leave all as they are.</param>
    public static ImmutableArray<ComponentSpec> Spread(
        ImmutableArray<ComponentSpec> specs, Catalog<MetricDescriptor, IMetric> catalog, ImmutableArray<Removal> removals)
    {
        if (removals.IsEmpty)
        {
            return specs;
        }

        HashSet<string> removing = [.. catalog.All.Where(component => component.Options.Any(option => option.Key == Key))
            .Select(component => component.Descriptor.Id)];
        return [.. specs.SelectMany(spec => removing.Contains(spec.Id) && !spec.Options.ContainsKey(Key)
            ? removals.Select(removal => spec with { Options = spec.Options.Add(Key, OptionsBinder.Key(removal.ToString())) })
            : [spec]).Distinct()];
    }
}
