using System.ComponentModel;
using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>Opens files with whatever the desktop opens them with.</summary>
internal static class Viewer
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <exception cref="BenchException">There is no program for it.</exception>
    public static void Open(string path)
    {
        try
        {
            using Process? started = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw new BenchException("No program was found to open the file", path, "Open it in a browser by hand", exception);
        }
    }
}
