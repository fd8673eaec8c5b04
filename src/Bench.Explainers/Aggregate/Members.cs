using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>An explainer inside another one.</summary>
/// <param name="Name">How it was asked for.</param>
/// <param name="Explainer">The explainer.</param>
internal readonly record struct Member(string Name, IExplainer Explainer);

/// <summary>Makes the explainers that another one is made of.</summary>
internal static class Members
{
    /// <summary>Makes them.</summary>
    /// <param name="specs">Ids with options, separated by commas.</param>
    /// <param name="catalog">Where they are found.</param>
    /// <param name="owner">Id of the explainer made of them.</param>
    /// <exception cref="BenchException">One is unknown or its options are not allowed.</exception>
    public static ImmutableArray<Member> Make(string specs, Catalog<ExplainerDescriptor, IExplainer> catalog, string owner)
    {
        try
        {
            return [.. ComponentSpec.ParseList(specs).Select(spec => new Member(spec.ToString(), Made(catalog.Configure(spec))))];
        }
        catch (BenchException exception)
        {
            throw exception.At($"{owner}:of");
        }
    }

    // The recorded options of the whole name the members' options only, without the hashes of files, and runs are told apart by them.
    private static IExplainer Made(Configured<ExplainerDescriptor, IExplainer> member) => member.Files.IsEmpty
        ? member.Instance
        : throw new BenchException(
            "An explainer inside another one may not name a file", member.Name, "Leave the file out, or use the explainer on its own");
}
