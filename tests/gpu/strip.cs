// Clears the precompiled code of .NET assemblies, so that they pack to half their size: dotnet run strip.cs -- FOLDER
// Metadata, IL, resources and constants stay. The runtime must be told to compile all of it: DOTNET_ReadyToRun=0.
#:property PublishAot=false
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

foreach (string file in Directory.EnumerateFiles(args[0], "*.dll", SearchOption.AllDirectories))
{
    byte[] bytes = File.ReadAllBytes(file);
    using var reader = new PEReader(new MemoryStream(bytes));
    if (reader.HasMetadata && reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0)
    {
        File.WriteAllBytes(file, new Stripped(bytes, reader).Bytes());
    }
}

/// <summary>A copy of an assembly with nothing in it but what is needed to compile it.</summary>
internal sealed class Stripped(byte[] bytes, PEReader reader)
{
    // A constant whose type another assembly defines, of which nobody knows the size here.
    private const int LargestForeignConstant = 64;
    private const int CorHeaderSize = 72;

    private readonly byte[] _kept = new byte[bytes.Length];
    private readonly PEHeaders _headers = reader.PEHeaders;
    private readonly MetadataReader _metadata = reader.GetMetadataReader();

    public byte[] Bytes()
    {
        Keep(0, _headers.PEHeader!.SizeOfHeaders);
        Keep(_headers.CorHeaderStartOffset, CorHeaderSize);
        Keep(_headers.MetadataStartOffset, _headers.MetadataSize);
        KeepDirectory(_headers.CorHeader!.ResourcesDirectory);
        KeepDirectory(_headers.CorHeader.ManagedNativeHeaderDirectory);
        foreach (SectionHeader section in _headers.SectionHeaders.Where(section => section.Name is ".reloc" or ".rsrc"))
        {
            Keep(section.PointerToRawData, section.SizeOfRawData);
        }

        foreach (MethodDefinition method in _metadata.MethodDefinitions.Select(_metadata.GetMethodDefinition))
        {
            int address = method.RelativeVirtualAddress;
            if (address != 0 && (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL)
            {
                Keep(Offset(address), reader.GetMethodBody(address).Size);
            }
        }

        foreach (FieldDefinition field in _metadata.FieldDefinitions.Select(_metadata.GetFieldDefinition))
        {
            if (field.GetRelativeVirtualAddress() is not 0 and var address)
            {
                Keep(Offset(address), SizeOf(field));
            }
        }

        return _kept;
    }

    private int SizeOf(FieldDefinition field)
    {
        BlobReader signature = _metadata.GetBlobReader(field.Signature);
        signature.ReadSignatureHeader();
        return signature.ReadSignatureTypeCode() != SignatureTypeCode.TypeHandle ? sizeof(long)
            : signature.ReadTypeHandle() is { Kind: HandleKind.TypeDefinition } type
            ? Math.Max(sizeof(long), _metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetLayout().Size)
            : LargestForeignConstant;
    }

    private void KeepDirectory(DirectoryEntry entry)
    {
        if (entry.Size > 0)
        {
            Keep(Offset(entry.RelativeVirtualAddress), entry.Size);
        }
    }

    private void Keep(int start, int count) => bytes.AsSpan(start, Math.Min(count, bytes.Length - start)).CopyTo(_kept.AsSpan(start));

    private int Offset(int address)
    {
        SectionHeader section = _headers.SectionHeaders[_headers.GetContainingSectionIndex(address)];
        return address - section.VirtualAddress + section.PointerToRawData;
    }
}
