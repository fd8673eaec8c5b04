namespace Bench.Abstractions;

/// <summary>The known explainers or metrics by id. Registration is explicit: one line each, no assembly scanning.</summary>
/// <typeparam name="TDescriptor">Descriptor type.</typeparam>
/// <typeparam name="T">What is made.</typeparam>
/// <param name="kind">What the entries are called in messages: <c>explainer</c>, <c>metric</c>.</param>
public sealed class Catalog<TDescriptor, T>(string kind)
    where TDescriptor : IComponentDescriptor
{
    private readonly Dictionary<string, Component<TDescriptor, T>> _components = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All entries, in order of registration.</summary>
    public IReadOnlyList<Component<TDescriptor, T>> All => [.. _components.Values];

    /// <summary>Registers a component.</summary>
    /// <typeparam name="TOptions">The options record; its properties become keys, see <see cref="OptionsBinder"/>.</typeparam>
    /// <param name="descriptor">Id and description.</param>
    /// <param name="create">Makes the component from valid options.</param>
    /// <exception cref="BenchException">The id is taken.</exception>
    public Catalog<TDescriptor, T> Add<TOptions>(TDescriptor descriptor, Func<TOptions, T> create)
        where TOptions : class, new() => Add(Component<TDescriptor, T>.Create(descriptor, create));

    /// <summary>Registers an entry.</summary>
    /// <param name="component">The entry.</param>
    /// <exception cref="BenchException">The id is taken.</exception>
    public Catalog<TDescriptor, T> Add(Component<TDescriptor, T> component)
    {
        if (!_components.TryAdd(component.Descriptor.Id, component))
        {
            throw new BenchException(
                $"Two {kind}s have the id '{component.Descriptor.Id}'", null, "Give the one in your plug-in another id");
        }

        return this;
    }

    /// <summary>Makes the component that a spec asks for.</summary>
    /// <param name="spec">Id and options, by any name that <see cref="Meant"/> knows.</param>
    /// <param name="folder">Where relative paths in options start; <see langword="null"/> for the working directory.</param>
    /// <param name="removal">
    /// How tokens are taken away where the spec does not say; <see langword="null"/> for the component's own default.
    /// </param>
    /// <exception cref="BenchException">The id or an option is unknown, or a value is not allowed.</exception>
    public Configured<TDescriptor, T> Configure(ComponentSpec spec, string? folder = null, Removal? removal = null)
    {
        ComponentSpec meant = Meant(spec);
        return _components[meant.Id].Configure(meant, folder, removal);
    }

    /// <summary>
    /// A spec as the catalogue writes it. Ids, keys and words among values are taken without regard to case, and short names as tables show
    /// them: <c>Compr (delete)</c> is <c>aopc-comprehensiveness:removal=delete</c>.
    /// </summary>
    /// <param name="spec">As a person wrote it.</param>
    /// <exception cref="BenchException">There is no such component; or a key stands twice.</exception>
    public ComponentSpec Meant(ComponentSpec spec)
    {
        if (_components.TryGetValue(spec.Id, out Component<TDescriptor, T>? component))
        {
            return component.Meant(spec.Options);
        }

        var shown = ShownName.Parse(spec.Id);
        component = _components.GetValueOrDefault(shown.Name)
            ?? _components.Values.FirstOrDefault(one => shown.Name.Equals(one.Descriptor.ShortName, StringComparison.OrdinalIgnoreCase))
            ?? throw new BenchException(
                $"There is no {kind} '{spec.Id}'",
                null,
                $"{NearMatches.Suggest(spec.Id, _components.Keys.Concat(_components.Values.Select(one => one.Descriptor.ShortName).OfType<string>()))}All {kind}s: {string.Join(", ", _components.Keys)}");
        return component.Meant(shown.Options(component.Descriptor.Id, component.Options).Concat(spec.Options));
    }
}
