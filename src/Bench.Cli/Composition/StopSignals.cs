using System.Runtime.InteropServices;

namespace Bench.Cli;

/// <summary>
/// Ctrl-C, SIGTERM and SIGHUP ask for a clean stop: what is finished is saved, and the program says so. Work that does not stop within a
/// few seconds is left as it stands, which loses no more than what it was computing; a second signal kills at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TextWriter _error;
    private int _isSaid;

    /// <summary>Listens to the signals.</summary>
    /// <param name="error">Where the user is told.</param>
    public StopSignals(TextWriter error)
    {
        _error = error;
        _registrations =
            [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Where(IsWanted)
                .Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>What the program exits with: 128 and the signal's number.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Cancelled;

    /// <summary>Tells the user that the program stops, once: work may end just when its time is over, while the program exits.</summary>
    public void Say()
    {
        if (Interlocked.Exchange(ref _isSaid, 1) == 0)
        {
            _error.WriteLine("Stopped. Finished work is kept; the same command continues.");
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    // `nohup` starts programs with SIGHUP ignored, and they are to go on.
    private static bool IsWanted(PosixSignal signal)
    {
        const string status = "/proc/self/status";
        const string ignored = "SigIgn:";
        return signal != PosixSignal.SIGHUP || !File.Exists(status) || File.ReadLines(status)
            .Where(line => line.StartsWith(ignored, StringComparison.Ordinal))
            .All(line => (Convert.ToUInt64(line[ignored.Length..].Trim(), 16) & 1) == 0);
    }

    private void Stop(PosixSignalContext context)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        ExitCode = context.Signal switch
        {
            PosixSignal.SIGTERM => ExitCodes.Terminated,
            PosixSignal.SIGHUP => ExitCodes.HungUp,
            _ => ExitCodes.Cancelled,
        };
        _ = ExitAfterGrace();
        _stop.Cancel();
    }

    private async Task ExitAfterGrace()
    {
        await Task.Delay(_grace).ConfigureAwait(false);
        Say();
        Environment.Exit(ExitCode);
    }
}
