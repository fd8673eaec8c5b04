using System.Reflection;
using Bench.Abstractions;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Bench.Inference.Torch.Tests.LibtorchTestFramework", "Bench.Inference.Torch.Tests")]

namespace Bench.Inference.Torch.Tests;

/// <summary>
/// Skips every test, with the reason, where there is no libtorch or it cannot be loaded; but fails them where <c>BENCH_REQUIRE_TORCH</c> is
/// set, as <c>check --core torch</c> does.
/// </summary>
public sealed class LibtorchTestFramework(IMessageSink sink) : XunitTestFramework(sink)
{
    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assembly, sources, diagnostics)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            string? reason = Environment.GetEnvironmentVariable("BENCH_REQUIRE_TORCH") is { Length: > 0 } ? null : Missing();
            base.RunTestCases(
                reason is null ? testCases : testCases.Select(test => Skipped(test, reason)), executionMessageSink, executionOptions);
        }

        private IXunitTestCase Skipped(IXunitTestCase test, string reason) => new SkippedTest(
            DiagnosticMessageSink, test.TestMethod, test.TestMethodArguments, reason);

        private static string? Missing()
        {
            try
            {
                LibtorchLoader.Load();
                return null;
            }
            catch (BenchException exception)
            {
                return exception.Message;
            }
        }
    }

    /// <summary>A test that is not run.</summary>
    public sealed class SkippedTest : XunitTestCase
    {
        /// <summary>Makes one to be read back; the test framework asks for this.</summary>
        public SkippedTest()
#pragma warning disable CS0618
            : base()
#pragma warning restore CS0618
        {
        }

        public SkippedTest(IMessageSink diagnostics, ITestMethod method, object[]? arguments, string reason)
            : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method, arguments)
        {
            SkipReason = reason;
        }
    }
}
