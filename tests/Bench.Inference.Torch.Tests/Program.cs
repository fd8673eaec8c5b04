using System.Reflection;
using Bench.Abstractions;
using Xunit.Abstractions;

namespace Bench.Inference.Torch.Tests;

/// <summary>
/// Runs the tests without a test host, which would be half as large as all that <c>tests/gpu/pack.sh</c> packs: <c>dotnet
/// Bench.Inference.Torch.Tests.dll</c>. Prints failures and, last, how many passed, failed and were skipped. With <c>--peak DEVICE</c> it
/// prints the speed of a large product in each precision instead, in TFLOP/s.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["--peak", var device])
        {
            foreach ((CorePrecision precision, double speed) in LargeProduct.Measure(device))
            {
                Console.WriteLine(FormattableString.Invariant($"{OptionsBinder.Key(precision.ToString())} {speed / 1e12:F2}"));
            }

            return 0;
        }

        Assembly assembly = typeof(Program).Assembly;
        using var framework = new LibtorchTestFramework(new TestLog());
        using var found = new TestLog();
        using var log = new TestLog();
        using (ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Xunit.Sdk.Reflector.Wrap(assembly)))
        {
            discoverer.Find(includeSourceInformation: false, found, new TestOptions());
            found.Finished.Wait();
        }

        using (ITestFrameworkExecutor executor = framework.GetExecutor(assembly.GetName()))
        {
            executor.RunTests(found.Cases, log, new TestOptions());
            log.Finished.Wait();
        }

        Console.WriteLine($"{log.Passed} passed, {log.Failed} failed, {log.Skipped} skipped");
        return log.Failed == 0 && log.Passed > 0 ? 0 : 1;
    }
}
