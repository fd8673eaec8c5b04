using System.Reflection;
using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Library;

/// <summary>Finds inference cores by name: the managed one in the program, others in a folder that <c>run-bench.sh</c> builds.</summary>
/// <param name="root">The checkout.</param>
internal sealed class CoreFolder(string root)
{
    /// <summary>The variable that names another folder with the core's assembly and all it needs.</summary>
    public const string Variable = "BENCH_CORE_PATH";

    private static readonly Assembly[] _contracts = [typeof(IModel).Assembly, typeof(ICoreProvider).Assembly];

    /// <summary>The core of a name.</summary>
    /// <param name="name">A name in lower case.</param>
    /// <exception cref="BenchException">The core is not there, or cannot be loaded.</exception>
    public ICoreProvider Find(string name)
    {
        var managed = new ManagedCoreProvider();
        if (name == managed.Name)
        {
            return managed;
        }

        string assembly = $"Bench.Inference.{char.ToUpperInvariant(name[0])}{name[1..]}";
        string folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : Path.Combine(root, "artifacts", "bin", assembly, "release");
        string file = Path.GetFullPath(Path.Combine(folder, $"{assembly}.dll"));
        if (!File.Exists(file))
        {
            throw new BenchException(
                $"The core '{name}' is not built",
                file,
                $"Start Bench by `./run-bench.sh --core {name} …`, which builds it, or `dotnet build src/{assembly} -c Release`; "
                    + $"or name the folder of a built core in {Variable}");
        }

        return Load(name, file);
    }

    private static ICoreProvider Load(string name, string file)
    {
        try
        {
            Type[] types = [.. new IsolatedContext(file, _contracts).LoadFromAssemblyPath(file).GetExportedTypes()
                .Where(type => type.IsAssignableTo(typeof(ICoreProvider)) && !type.IsAbstract)];
            return types.Select(type => (ICoreProvider)Activator.CreateInstance(type)!).FirstOrDefault(core => core.Name == name)
                ?? throw new BenchException($"The assembly holds no core '{name}'", file, "Build the core again");
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException or MissingMethodException or BadImageFormatException
            or TargetInvocationException)
        {
            throw new BenchException(
                $"The core '{name}' cannot be loaded: {exception.GetBaseException().Message.Split('\n')[0].TrimEnd('.')}",
                file,
                "Build it again, against this version of Bench",
                exception);
        }
    }
}
