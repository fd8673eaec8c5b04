using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Bench.TestKit;

/// <summary>Writes assemblies without types, which reference others that need not exist.</summary>
public static class EmptyAssembly
{
    /// <summary>Writes one.</summary>
    /// <param name="path">The file; its name is the assembly's.</param>
    /// <param name="references">What it references.</param>
    public static void Write(string path, params (string Name, Version Version)[] references) => Write(path, null, references);

    /// <summary>Writes one that holds texts in a language, as packages bring them along.</summary>
    /// <param name="path">The file; its name is the assembly's.</param>
    /// <param name="culture">The language, or <see langword="null"/> for none.</param>
    /// <param name="references">What it references.</param>
    public static void Write(string path, string? culture, params (string Name, Version Version)[] references)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(
            metadata.GetOrAddString(name), new Version(1, 0, 0, 0), culture is null ? default : metadata.GetOrAddString(culture), default,
            default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1));
        foreach ((string reference, Version version) in references)
        {
            metadata.AddAssemblyReference(metadata.GetOrAddString(reference), version, default, default, default, default);
        }

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        File.WriteAllBytes(path, [.. image.ToImmutableArray()]);
    }
}
