using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>An explainer or metric ready for use.</summary>
/// <typeparam name="TDescriptor">Descriptor type.</typeparam>
/// <typeparam name="T">What was made.</typeparam>
/// <param name="Descriptor">Id and description.</param>
/// <param name="Instance">The component itself.</param>
/// <param name="Spec">
/// How it was asked for; <see cref="ComponentSpec.ToString"/> is its name in tables, so that variations of one method differ.
/// </param>
/// <param name="Options">Every option with the value used; a file's holds its hash.</param>
public sealed record Configured<TDescriptor, T>(
    TDescriptor Descriptor, T Instance, ComponentSpec Spec, ImmutableSortedDictionary<string, string> Options)
    where TDescriptor : IComponentDescriptor
{
    /// <summary>The name in tables and files: the id, followed by the options that were set.</summary>
    public string Name => Spec.ToString();

    /// <summary>
    /// The id, followed by the options that differ from their defaults: equal methods have equal ones, however they were asked for. Random
    /// numbers hang on it.
    /// </summary>
    public string CanonicalName { get => field ?? Name; init; }

    /// <summary>The files that its options name.</summary>
    public ImmutableArray<OptionFile> Files { get; init; } = [];
}
