using System.Reflection;
using System.Runtime.Loader;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Names the code of components that are not part of the program, so that a run made with one build of a plug-in is not continued with
/// another.
/// </summary>
internal static class PluginCode
{
    /// <summary>
    /// Name and module version of the assembly that a component comes from, which compilers derive from the code, and of those that it
    /// brought along, and the same of the explainers that it is made of; <see langword="null"/> for the program's own.
    /// </summary>
    /// <param name="component">The component.</param>
    public static string? Of(object component)
    {
        string?[] parts = [
            OfAssembly(component), .. component is IExplainer explainer ? explainer.Inner.Select(inner => Of(inner.Instance)) : []];
        string[] codes = [.. parts.OfType<string>().Distinct()];
        return codes.Length == 0 ? null : string.Join(", ", codes);
    }

    private static string? OfAssembly(object component)
    {
        Assembly assembly = component.GetType().Assembly;
        AssemblyLoadContext? context = AssemblyLoadContext.GetLoadContext(assembly);
        return context is null || context == AssemblyLoadContext.Default
            ? null
            : string.Join(", ",
                context.Assemblies.Except([assembly]).OrderBy(other => other.FullName, StringComparer.Ordinal).Prepend(assembly)
                .Select(loaded => $"{loaded.GetName().Name} {loaded.ManifestModule.ModuleVersionId:N}"));
    }
}
