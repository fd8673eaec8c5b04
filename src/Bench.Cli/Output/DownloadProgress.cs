using System.Globalization;
using Bench.Hub;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>
/// Shows a download on the error stream, since the output may be JSON: a bar on a terminal, else a line when it begins and one when it
/// ends.
/// </summary>
internal sealed class DownloadProgress : IProgress<HubProgress>
{
    private const int BarWidth = 30;
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private (string Repository, long Total) _shown;
    private int _percent;

    public void Report(HubProgress value)
    {
        if (_shown != (value.Repository, value.Total))
        {
            _shown = (value.Repository, value.Total);
            _percent = -1;
            if (!_isTerminal)
            {
                Console.Error.WriteLine(VisibleText.ForTerminal($"Downloading {value.Repository}: {Size(value.Total)}"));
            }
        }

        int percent = value.Total == 0 ? 100 : (int)(100 * value.Done / value.Total);
        if (percent == _percent)
        {
            return;
        }

        _percent = percent;
        if (_isTerminal)
        {
            int filled = BarWidth * percent / 100;
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\r{VisibleText.ForTerminal(value.Repository)} {new string('█', filled)}{new string('░', BarWidth - filled)} {percent,3} % of {Size(value.Total)}{(percent == 100 ? "\n" : "")}"));
        }
        else if (percent == 100)
        {
            Console.Error.WriteLine("Downloaded");
        }
    }

    /// <summary>A size as people read it.</summary>
    public static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");
}
