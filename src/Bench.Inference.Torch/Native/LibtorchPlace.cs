namespace Bench.Inference.Torch;

/// <summary>A folder with libtorch's libraries.</summary>
/// <param name="Source">Where it comes from, in words.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Version">Its version, where it says one.</param>
internal sealed record LibtorchPlace(string Source, string Folder, string? Version)
{
    /// <summary>The file of a library in this folder, by the system's rules for names.</summary>
    /// <param name="library">Name without prefix and ending.</param>
    public string File(string library) => Path.Combine(Folder, FileName(library));

    /// <summary>The file name of a library on this system.</summary>
    /// <param name="library">Name without prefix and ending.</param>
    public static string FileName(string library) => OperatingSystem.IsWindows() ? $"{library}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{library}.dylib"
        : $"lib{library}.so";

    /// <summary>Whether libtorch is there.</summary>
    public bool Exists => System.IO.File.Exists(File("torch")) && System.IO.File.Exists(File("torch_cpu"));
}
