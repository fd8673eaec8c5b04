using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Makes the explainers that another one is made of.</summary>
internal static class Members
{
    /// <summary>Makes them.</summary>
    /// <param name="specs">Ids with options, separated by commas.</param>
    /// <param name="catalog">Where they are found.</param>
    /// <param name="owner">Id of the explainer made of them.</param>
    /// <param name="removal">How tokens are taken away where a member does not say; <see langword="null"/> for its own default.</param>
    /// <exception cref="BenchException">One is unknown or its options are not allowed.</exception>
    public static ImmutableArray<Configured<ExplainerDescriptor, IExplainer>> Make(
        string specs, Catalog<ExplainerDescriptor, IExplainer> catalog, string owner, Removal? removal)
    {
        try
        {
            return [.. ComponentSpec.ParseList(specs).Select(spec => WithoutFiles(catalog.Configure(spec, null, removal)))];
        }
        catch (BenchException exception)
        {
            throw exception.At($"{owner}:of");
        }
    }

    /// <summary>Makes one explainer inside another.</summary>
    /// <param name="spec">Id with options.</param>
    /// <param name="catalog">Where it is found.</param>
    /// <param name="where">The option that names it.</param>
    /// <param name="removal">How tokens are taken away where it does not say; <see langword="null"/> for its own default.</param>
    /// <exception cref="BenchException">It is unknown or its options are not allowed.</exception>
    public static Configured<ExplainerDescriptor, IExplainer> Configure(
        string spec, Catalog<ExplainerDescriptor, IExplainer> catalog, string where, Removal? removal)
    {
        try
        {
            return WithoutFiles(catalog.Configure(ComponentSpec.Parse(spec), null, removal));
        }
        catch (BenchException exception)
        {
            throw exception.At(where);
        }
    }

    // The recorded options of the whole name the members' options only, without the hashes of files, and runs are told apart by them.
    private static Configured<ExplainerDescriptor, IExplainer> WithoutFiles(Configured<ExplainerDescriptor, IExplainer> member) =>
        member.Files.IsEmpty ? member : throw new BenchException(
            "An explainer inside another one may not name a file", member.Name, "Leave the file out, or use the explainer on its own");
}
