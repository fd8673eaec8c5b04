using System.Reflection;
using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Loads libtorch from where it was found, before TorchSharp looks for it beside itself.</summary>
internal static partial class LibtorchLoader
{
    private const string Glue = "LibTorchSharp";

    private static readonly Lazy<LibtorchPlace> _place = new(LoadOnce);

    /// <summary>Loads the libraries, once a process.</summary>
    /// <returns>Where they come from.</returns>
    /// <exception cref="BenchException">There are none, or they cannot be loaded.</exception>
    public static LibtorchPlace Load() => _place.Value;

    /// <summary>Whether sums of bfloat16 products are known to be made in single precision.</summary>
    public static bool SumsInSinglePrecision { get; private set; }

    private static LibtorchPlace LoadOnce()
    {
        LibtorchPlace place = LibtorchFinder.Find();
        try
        {
            var loaded = new Dictionary<string, nint> { ["torch_cpu"] = LoadTorch(place), [Glue] = LoadWhole(GlueFile()) };
            NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, (name, _, _) => loaded.TryGetValue(name, out nint handle) ? handle
                : name == "torch_cuda" && NativeLibrary.TryLoad(place.File(name), out nint cuda) ? cuda
                : 0);
            torch.get_num_threads();

            // Products of 16-bit numbers are summed in single precision; only the device knows how, and libtorch's default is otherwise.
            torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = false;
            SumsInSinglePrecision = Bfloat16Sums.RequireSingle(loaded["torch_cpu"]);
            return place;
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or NotSupportedException
            or BadImageFormatException or EntryPointNotFoundException or ExternalException)
        {
            throw new BenchException(
                $"libtorch {place.Version} ({place.Source}) cannot be loaded: {TorchApi.LoadProblem(exception)}",
                place.Folder,
                "TorchSharp's native library needs a 64-bit system with the C++ library of GCC 13 (Ubuntu 24.04, Debian 13, or newer) and "
                    + $"libtorch {LibtorchFinder.Version} or a little newer; on older systems see tests/debian13.sh",
                exception);
        }
    }

    // libtorch needs libtorch_cpu and, with CUDA, libtorch_cuda and NVIDIA's libraries; PyTorch has their folders written in its files.
    private static nint LoadTorch(LibtorchPlace place)
    {
        if (!NativeLibrary.TryLoad(place.File("torch"), out nint torch))
        {
            // A library whose own needs come later in the order is loaded in the second round.
            string[] nvidia = [.. PythonTorch.NvidiaFolders(place).SelectMany(folder => Directory.EnumerateFiles(folder, "*.so*"))];
            foreach (string file in (IEnumerable<string>)[.. nvidia, .. nvidia])
            {
                NativeLibrary.TryLoad(file, out _);
            }

            torch = NativeLibrary.Load(place.File("torch"));
        }

        return torch;
    }

    // The library between TorchSharp and libtorch, of its package.
    private static string GlueFile()
    {
        string folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!;
        string name = LibtorchPlace.FileName(Glue);
        return Directory.EnumerateFiles(folder, name).Concat(Natives(folder, name)).FirstOrDefault()
            ?? throw new DllNotFoundException($"{name} not found in {folder}");

        static IEnumerable<string> Natives(string folder, string name) => Directory.Exists(Path.Combine(folder, "runtimes"))
            ? Directory.EnumerateFiles(Path.Combine(folder, "runtimes"), name, SearchOption.AllDirectories)
                .Where(file => file.Contains(RuntimeInformation.ProcessArchitecture.ToString(), StringComparison.OrdinalIgnoreCase))
            : [];
    }

    // All symbols at once: with a libtorch too old, the first missing one would otherwise end the process in the middle of the work.
    private static nint LoadWhole(string file)
    {
        if (!OperatingSystem.IsLinux())
        {
            return NativeLibrary.Load(file);
        }

        const int Now = 2, Global = 0x100;
        nint handle = Open(file, Now | Global);
        return handle != 0 ? handle : throw new DllNotFoundException(Marshal.PtrToStringUTF8(Error()) ?? $"{file} cannot be opened");
    }

    [LibraryImport("libdl.so.2", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string file, int mode);

    [LibraryImport("libdl.so.2", EntryPoint = "dlerror")]
    private static partial nint Error();
}
