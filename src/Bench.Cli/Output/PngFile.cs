using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Bench.Abstractions;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>
/// Turns a picture into PNG. An installed Chromium or Chrome draws it: text of every script needs fonts and a shaper, which a browser has
/// and a small library has not.
/// </summary>
internal static class PngFile
{
    /// <summary>Environment variable that names the program where it is not on the path.</summary>
    public const string Variable = "BENCH_CHROMIUM";

    // Pixels of a longer side than this are not drawn by Chromium.
    private const double LongestSide = 16_000;
    private const double Sharpness = 2;
    private const int SecondsToWait = 60;

    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    /// <summary>Draws a picture.</summary>
    /// <param name="svg">The picture, with its width and height in pixels.</param>
    /// <param name="path">The file to write.</param>
    /// <exception cref="BenchException">There is no Chromium, or it does not draw.</exception>
    public static void Write(string svg, string path)
    {
        string program = Program(path);
        XElement root = XDocument.Parse(svg).Root!;
        int width = (int)Math.Ceiling((double)root.Attribute("width")!);
        int height = (int)Math.Ceiling((double)root.Attribute("height")!);
        double scale = Math.Min(Sharpness, LongestSide / Math.Max(width, height));
        string folder = Directory.CreateTempSubdirectory("bench-png-").FullName;
        try
        {
            string source = Path.Combine(folder, "picture.svg");
            string drawn = Path.Combine(folder, "picture.png");
            File.WriteAllText(source, svg);
            string said = Draw(program, folder, source, drawn, width, height, scale);
            if (!IsDrawn(drawn, (int)Math.Round(width * scale), (int)Math.Round(height * scale)))
            {
                throw new BenchException(
                    $"The picture was not drawn: {said}", program, $"Name another Chromium in {Variable}, or write --svg instead");
            }

            File.Move(drawn, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException(
                $"The file cannot be written: {exception.Message.TrimEnd('.')}", path, "Check the folder and its permissions", exception);
        }
        finally
        {
            Delete(folder);
        }
    }

    /// <summary>The program that draws.</summary>
    /// <param name="path">The file to write, for messages.</param>
    /// <exception cref="BenchException">There is none.</exception>
    public static string Program(string path)
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(named)
            ? OnPath(_names) ?? throw new BenchException(
                "No Chromium or Chrome was found to draw the PNG",
                path,
                $"Install it (on Debian and Ubuntu: the package chromium), name it in {Variable}, or write --svg instead")
            : File.Exists(named) ? named
            : OnPath(named) ?? throw new BenchException(
                $"{Variable} names no program", named, "Name Chromium or Chrome by its path, unset the variable, or write --svg instead");
    }

    private static string Draw(string program, string folder, string source, string drawn, int width, int height, double scale)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
            "--disable-background-networking",
            "--hide-scrollbars", $"--user-data-dir={Path.Combine(folder, "profile")}",
            string.Create(CultureInfo.InvariantCulture, $"--force-device-scale-factor={scale}"),
            string.Create(CultureInfo.InvariantCulture, $"--window-size={width},{height}"), $"--screenshot={drawn}",

            // Chromium refuses its sandbox to root; the picture is ours, without scripts, and loads nothing.
            .. Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? ["--no-sandbox"] : Array.Empty<string>(),
            new Uri(source).AbsoluteUri,
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(SecondsToWait)))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                return string.Create(CultureInfo.InvariantCulture, $"it took more than {SecondsToWait} s");
            }

            Task.WaitAll(output, errors);
            return VisibleText.ForTerminal(errors.Result.Trim().Split('\n')[^1].TrimEnd('.'));
        }
        catch (Win32Exception exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    // Width and height stand at bytes 16 and 20 of a PNG.
    private static bool IsDrawn(string file, int width, int height)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        byte[] head = new byte[24];
        using FileStream stream = File.OpenRead(file);
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && Math.Abs(BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)) - width) <= 1
            && Math.Abs(BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20)) - height) <= 1;
    }

    private static string? OnPath(params string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(_ => names, (folder, name) => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
        .FirstOrDefault(File.Exists);

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A dying child may still write into its profile; the folder is temporary anyway.
        }
    }
}
