using Bench.Abstractions;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Says what computes, where it is not the default core: on the error stream, since the output may be JSON.</summary>
internal static class CorePrinter
{
    public static void Print(CoreInfo core) => Console.Error.WriteLine(ComputedBy.Core(core));
}
