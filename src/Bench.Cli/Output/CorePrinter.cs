using System.Globalization;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>Says what computes, where it is not the default core: on the error stream, since the output may be JSON.</summary>
internal static class CorePrinter
{
    public static void Print(CoreInfo core) => Console.Error.WriteLine(Describe(core));

    /// <summary>The core in one line.</summary>
    public static string Describe(CoreInfo core)
    {
        string what = $"Core {core.Name} on {core.Device}, {core.Precision} precision, {core.Library}";
        return core.Error is not { } error
            ? what
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what}; against single precision, on {error.Rows} rows of random tokens, logits differ by up to {error.Logits:g2}, gradients by up to "
                    + $"{100 * error.Gradients:g2} % of their largest entry");
    }
}
