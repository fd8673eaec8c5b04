using System.Reflection;
using System.Runtime.Loader;

namespace Bench.Library;

/// <summary>
/// Loads an assembly from outside with what lies beside it, native libraries too, apart from everything else that is loaded.
/// </summary>
/// <param name="file">The assembly.</param>
/// <param name="shared">What must be the program's own, or its types would implement other interfaces of the same name.</param>
internal sealed class IsolatedContext(string file, params Assembly[] shared) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(file))
{
    private readonly AssemblyDependencyResolver _resolver = new(file);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        Array.Find(shared, own => own.GetName().Name == assemblyName.Name)
        ?? (_resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null);

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
