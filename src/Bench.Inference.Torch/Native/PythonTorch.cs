using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bench.Inference.Torch;

/// <summary>The PyTorch that Python imports.</summary>
internal static partial class PythonTorch
{
    private const string Script =
        "import importlib.util as u; s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '')";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <summary>Its libraries; <see langword="null"/> without Python, or where it has no torch; it is looked for and not run.</summary>
    public static LibtorchPlace? Find()
    {
        string folder = Ask(OperatingSystem.IsWindows() ? "python" : "python3").Trim();
        return folder.Length == 0 || !Directory.Exists(folder)
            ? null
            : new LibtorchPlace("PyTorch of python3", Path.Combine(folder, "lib"), VersionOf(Path.Combine(folder, "version.py")));
    }

    /// <summary>The folders with NVIDIA's libraries that pip installs beside PyTorch.</summary>
    /// <param name="place">A PyTorch.</param>
    public static IReadOnlyList<string> NvidiaFolders(LibtorchPlace place)
    {
        string nvidia = Path.GetFullPath(Path.Combine(place.Folder, "..", "..", "nvidia"));
        return Directory.Exists(nvidia)
            ? [.. Directory.EnumerateDirectories(nvidia).Order(StringComparer.Ordinal)
                .Select(folder => Path.Combine(folder, "lib")).Where(Directory.Exists)]
            : [];
    }

    private static string Ask(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", Script])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            Task<string> answer = process.StandardOutput.ReadToEndAsync();
            if (process.WaitForExit(_patience))
            {
                return process.ExitCode == 0 ? answer.Result : "";
            }

            process.Kill(entireProcessTree: true);
            return "";
        }
        catch (Win32Exception)
        {
            return "";
        }
    }

    private static string? VersionOf(string file) =>
        File.Exists(file) && VersionLine().Match(File.ReadAllText(file)) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""__version__ = ['"]([^'"]+)['"]""")]
    private static partial Regex VersionLine();
}
