using System.Diagnostics;

namespace Bench.Reporting.Tests;

/// <summary>A headless Chromium in a process of its own, driven over its DevTools protocol.</summary>
public sealed class Chromium : IDisposable
{
    /// <summary>Names the program where it is not on the path.</summary>
    public const string Variable = "BENCH_CHROMIUM";

    private readonly Process _process;
    private readonly string _profile = Directory.CreateTempSubdirectory("bench-chromium-").FullName;

    public Chromium()
    {
        var start = new ProcessStartInfo(Find()!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank",
        })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        const string announcement = "DevTools listening on ";
        var address = new TaskCompletionSource<Uri>();
        _process.ErrorDataReceived += (_, output) =>
        {
            if (output.Data is null)
            {
                address.TrySetException(new InvalidOperationException("Chromium ended before it listened."));
            }
            else if (output.Data.StartsWith(announcement, StringComparison.Ordinal))
            {
                address.TrySetResult(new Uri(output.Data[announcement.Length..]));
            }
        };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Address = address.Task.GetAwaiter().GetResult();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(_ => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
            .FirstOrDefault(File.Exists);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A dying child may still write into its profile; the folder is temporary anyway.
        }
    }
}
