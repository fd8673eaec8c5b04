using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>An entry of a catalogue: how to describe and how to make one of its kind.</summary>
/// <typeparam name="TDescriptor">Descriptor type.</typeparam>
/// <typeparam name="T">What is made.</typeparam>
public sealed class Component<TDescriptor, T>
    where TDescriptor : IComponentDescriptor
{
    // Reflection over the options of every component would take a good part of the program's start, and only lists show them.
    private readonly Lazy<IReadOnlyList<OptionDescriptor>> _options;
    private readonly Func<IReadOnlyDictionary<string, string>, string?, Removal?, (T Made, object Options, object Defaults)> _make;

    private Component(
        TDescriptor descriptor,
        Func<IReadOnlyList<OptionDescriptor>> options,
        Func<IReadOnlyDictionary<string, string>, string?, Removal?, (T Made, object Options, object Defaults)> make)
    {
        Descriptor = descriptor;
        _options = new Lazy<IReadOnlyList<OptionDescriptor>>(options);
        _make = make;
    }

    /// <summary>Id and description.</summary>
    public TDescriptor Descriptor { get; }

    /// <summary>Every option with its default.</summary>
    public IReadOnlyList<OptionDescriptor> Options => _options.Value;

    /// <summary>Describes a component with options.</summary>
    /// <typeparam name="TOptions">The options record; its properties become keys, see <see cref="OptionsBinder"/>.</typeparam>
    /// <param name="descriptor">Id and description.</param>
    /// <param name="create">Makes the component from valid options; it may refuse combinations with a <see cref="BenchException"/>.</param>
    public static Component<TDescriptor, T> Create<TOptions>(TDescriptor descriptor, Func<TOptions, T> create)
        where TOptions : class, new() =>
        new(descriptor, OptionsBinder.Describe<TOptions>, (values, folder, removal) =>
        {
            TOptions options = OptionsBinder.Bind<TOptions>(values, descriptor.Id, folder, removal);
            return (create(options), options, new TOptions());
        });

    /// <summary>The same entry, with what it makes turned into something else.</summary>
    /// <typeparam name="TOther">What is made then.</typeparam>
    /// <param name="turn">Turns what is made.</param>
    public Component<TDescriptor, TOther> Select<TOther>(Func<T, TOther> turn) => new(
        Descriptor, () => Options, (values, folder, removal) =>
        {
            (T made, object options, object defaults) = _make(values, folder, removal);
            return (turn(made), options, defaults);
        });

    /// <summary>Makes the component.</summary>
    /// <param name="spec">Id and the options that differ from their defaults.</param>
    /// <param name="folder">Where relative paths in options start; <see langword="null"/> for the working directory.</param>
    /// <param name="removal">
    /// How tokens are taken away where the spec does not say; <see langword="null"/> for the component's own default.
    /// </param>
    /// <exception cref="BenchException">An option is unknown or its value is not allowed.</exception>
    public Configured<TDescriptor, T> Configure(ComponentSpec spec, string? folder = null, Removal? removal = null)
    {
        (T made, object options, object defaults) = _make(spec.Options, folder, removal);
        ImmutableSortedDictionary<string, string> values = OptionsBinder.Values(options);
        return new Configured<TDescriptor, T>(Descriptor, made, spec, values)
        {
            CanonicalName = new ComponentSpec(Descriptor.Id, values.RemoveRange(
                OptionsBinder.Values(defaults).Where(option => values[option.Key] == option.Value)
                    .Select(option => option.Key))).ToString(),
            Files = OptionsBinder.Files(options),
        };
    }

    /// <summary>Options by the names of the component, as a spec.</summary>
    /// <param name="options">Keys and values as a person wrote them.</param>
    /// <exception cref="BenchException">A key stands twice.</exception>
    internal ComponentSpec Meant(IEnumerable<KeyValuePair<string, string>> options)
    {
        var meant = new ComponentSpec(Descriptor.Id);
        foreach ((string key, string value) in options)
        {
            OptionDescriptor? known = Options.FirstOrDefault(option => option.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
            string own = known?.Key ?? key;
            meant = meant.Options.ContainsKey(own)
                ? throw new BenchException($"The key '{own}' stands twice", Descriptor.Id, "Leave out one of them")
                : meant with
                {
                    Options = meant.Options.Add(
                        own, known?.Choices.FirstOrDefault(choice => choice.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? value),
                };
        }

        return meant;
    }
}
