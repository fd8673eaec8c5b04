using Xunit.Abstractions;

namespace Bench.Inference.Torch.Tests;

/// <summary>Listens to tests that are found and run, and prints the failures.</summary>
internal sealed class TestLog : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private readonly Lock _gate = new();

    /// <summary>Set when all is found, or has run.</summary>
    public ManualResetEventSlim Finished { get; } = new();

    /// <summary>The tests found.</summary>
    public List<ITestCase> Cases { get; } = [];

    /// <summary>How many passed.</summary>
    public int Passed { get; private set; }

    /// <summary>How many failed.</summary>
    public int Failed { get; private set; }

    /// <summary>How many were not run.</summary>
    public int Skipped { get; private set; }

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        lock (_gate)
        {
            switch (message)
            {
                case ITestCaseDiscoveryMessage found:
                    Cases.Add(found.TestCase);
                    break;
                case ITestPassed:
                    Passed++;
                    break;
                case ITestSkipped:
                    Skipped++;
                    break;
                case ITestFailed failed:
                    Failed++;
                    Console.WriteLine($"failed: {failed.Test.DisplayName}: {string.Join(' ', failed.Messages)}");
                    break;
                case IErrorMessage error:
                    Failed++;
                    Console.WriteLine($"failed: {string.Join(' ', error.Messages)}");
                    break;
                case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                    Finished.Set();
                    break;
            }
        }

        return true;
    }

    public void Dispose() => Finished.Dispose();
}

/// <summary>No options: xunit's own defaults.</summary>
internal sealed class TestOptions : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> _values = [];

    /// <inheritdoc/>
    public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) && value is TValue typed ? typed : default!;

    /// <inheritdoc/>
    public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
}
