namespace Bench.Abstractions;

/// <summary>
/// Marks an option that says what stands for absent tokens without being a <see cref="Removal"/>: the baseline of a path, or the removal of
/// the explainers inside another one (as a nullable <see cref="Removal"/>). Where a suite names a removal and the option is not set, it
/// takes the value of the same name; where it has no such value, it keeps its default. Options of type <see cref="Removal"/> always do so.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FollowsRemovalAttribute : Attribute;
