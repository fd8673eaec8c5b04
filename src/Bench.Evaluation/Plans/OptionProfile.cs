using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A named set of option defaults, with which explainers and metrics reproduce another framework's numbers.</summary>
/// <param name="Name">The name given to <c>--profile</c>.</param>
/// <param name="Defaults">Specs whose options replace the defaults of the component with the same id.</param>
public sealed record OptionProfile(string Name, ImmutableArray<ComponentSpec> Defaults)
{
    /// <summary>Bench's own defaults.</summary>
    public static OptionProfile None { get; } = new("default", []);

    /// <summary>What it does beyond options, by the task's id.</summary>
    public Func<string, ProfileRules> RulesOf { get; init; } = _ => ProfileRules.None;

    /// <summary>What every explainer becomes.</summary>
    public Func<Configured<ExplainerDescriptor, IExplainer>, IExplainer> Wrap { get; init; } = explainer => explainer.Instance;

    /// <summary>Makes an explainer as <see cref="Configure{TDescriptor,T}"/> does, and what the profile makes of it.</summary>
    /// <inheritdoc cref="Configure{TDescriptor,T}"/>
    public Configured<ExplainerDescriptor, IExplainer> Configure(
        Catalog<ExplainerDescriptor, IExplainer> catalog, ComponentSpec spec, string? folder = null, Removal? removal = null)
    {
        Configured<ExplainerDescriptor, IExplainer> configured = Configure<ExplainerDescriptor, IExplainer>(catalog, spec, folder, removal);
        return configured with { Instance = Wrap(configured) };
    }

    /// <summary>Makes a component with the profile's defaults; options in the spec win, and its name has no others.</summary>
    /// <typeparam name="TDescriptor">Descriptor type.</typeparam>
    /// <typeparam name="T">What is made.</typeparam>
    /// <param name="catalog">Where it is registered.</param>
    /// <param name="spec">How it was asked for.</param>
    /// <param name="folder">Where relative paths in options start; <see langword="null"/> for the working directory.</param>
    /// <param name="removal">
    /// How tokens are taken away where neither spec nor profile says; <see langword="null"/> for the component's own default.
    /// </param>
    public Configured<TDescriptor, T> Configure<TDescriptor, T>(
        Catalog<TDescriptor, T> catalog, ComponentSpec spec, string? folder = null, Removal? removal = null)
        where TDescriptor : IComponentDescriptor
    {
        spec = catalog.Meant(spec);
        ImmutableSortedDictionary<string, string> defaults =
            Defaults.FirstOrDefault(entry => entry.Id == spec.Id)?.Options ?? spec.Options.Clear();
        return catalog.Configure(spec with { Options = defaults.SetItems(spec.Options) }, folder, removal) with { Spec = spec };
    }
}
