using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Bench.Abstractions;

namespace Bench.Library;

/// <summary>Loads plug-ins from a folder, each assembly in a load context of its own beside its dependencies.</summary>
internal static class PluginFolder
{
    private static readonly Assembly _contracts = typeof(IBenchPlugin).Assembly;

    /// <summary>Loads every assembly of a folder that references the contracts, and lets its plug-ins register.</summary>
    /// <param name="folder">The folder; its direct subfolders are searched too.</param>
    /// <param name="registry">The catalogues.</param>
    /// <exception cref="BenchException">The folder is missing or empty of plug-ins, or an assembly cannot be used.</exception>
    public static void Load(string folder, PluginRegistry registry)
    {
        if (!Directory.Exists(folder))
        {
            throw new BenchException("There is no such folder", folder, "Give the folder that holds the plug-in's assembly");
        }

        string[] files = [.. new[] { folder }.Concat(Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            .SelectMany(place => Directory.EnumerateFiles(place, "*.dll").Order(StringComparer.Ordinal))];
        int plugins = files.Sum(file => LoadAssembly(Path.GetFullPath(file), registry));
        if (plugins == 0)
        {
            throw new BenchException(
                $"None of its {files.Length} assemblies holds a plug-in",
                folder,
                $"A plug-in is a public class that implements {nameof(IBenchPlugin)} of {_contracts.GetName().Name}");
        }
    }

    private static int LoadAssembly(string file, PluginRegistry registry)
    {
        if (NameOf(file) is not { } name || name.Name == _contracts.GetName().Name)
        {
            return 0;
        }

        try
        {
            var context = new IsolatedContext(file, _contracts);
            Assembly assembly = context.LoadFromAssemblyPath(file);
            AssemblyName? contracts = Array.Find(
                assembly.GetReferencedAssemblies(), reference => reference.Name == _contracts.GetName().Name);
            if (contracts is null)
            {
                return 0;
            }

            RequireVersion(file, contracts.Version, _contracts.GetName().Version);
            RequireDependencies(file, context, assembly);
            Type[] types = [.. assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IBenchPlugin)) && !type.IsAbstract)];
            foreach (Type type in types)
            {
                ((IBenchPlugin)Activator.CreateInstance(type)!).Register(registry);
            }

            return types.Length;
        }
        catch (BenchException exception)
        {
            throw exception.At(file);
        }
        catch (TargetInvocationException exception)
        {
            throw Unusable(file, exception.InnerException ?? exception);
        }
        catch (Exception exception)
            when (exception is IOException or TypeLoadException or MissingMethodException or BadImageFormatException)
        {
            throw Unusable(file, exception);
        }
    }

    private static BenchException Unusable(string file, Exception exception) => new(
        $"The plug-in cannot be loaded: {exception.Message.Split('\n')[0].TrimEnd('.')}",
        file,
        "Put its dependencies beside it, and build it against this version of Bench.Abstractions",
        exception);

    // Until version 1 the contracts may change with every minor version; from then on with every major one.
    private static void RequireVersion(string file, Version? wanted, Version? present)
    {
        if (wanted?.Major != present?.Major || (wanted?.Major == 0 && wanted.Minor != present!.Minor))
        {
            throw new BenchException(
                $"It was built against version {wanted} of {_contracts.GetName().Name}, this is {present}",
                file,
                "Build the plug-in against this version");
        }
    }

    // The runtime looks for a dependency only when a method that uses it runs, which may be hours later.
    private static void RequireDependencies(string file, AssemblyLoadContext context, Assembly assembly)
    {
        foreach (AssemblyName dependency in assembly.GetReferencedAssemblies())
        {
            try
            {
                context.LoadFromAssemblyName(dependency);
            }
            catch (Exception exception) when (exception is IOException or BadImageFormatException)
            {
                throw new BenchException(
                    $"It needs {dependency.Name} {dependency.Version}, which cannot be loaded",
                    file,
                    $"Put {dependency.Name}.dll of that version beside it, as `dotnet publish` does",
                    exception);
            }
        }
    }

    /// <summary>What an assembly calls itself, read without loading it; <see langword="null"/> where it holds no code.</summary>
    internal static AssemblyName? NameOf(string file)
    {
        try
        {
            return AssemblyName.GetAssemblyName(file);
        }
        catch (Exception exception) when (exception is BadImageFormatException or CultureNotFoundException or OverflowException)
        {
            // A native library or texts in some language, which plug-ins bring along, or a damaged file: none has code to load.
            return null;
        }
    }
}
