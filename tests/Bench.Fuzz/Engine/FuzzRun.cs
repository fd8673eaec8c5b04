using System.Diagnostics;
using System.Globalization;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Fuzz;

/// <summary>
/// Feeds mutated inputs of a format to its reader, one after another on a thread of its own, and watches that thread. A stack overflow ends
/// the process and cannot be caught; the input then stays in the folder that was told.
/// </summary>
/// <param name="format">The format.</param>
/// <param name="seed">Seed of all inputs.</param>
internal sealed class FuzzRun(FuzzFormat format, ulong seed) : IDisposable
{
    /// <summary>Most bytes that reading one input may allocate on its thread, live or not.</summary>
    public const long MostBytes = 1L << 29;

    // Far more than any input of this size takes, however busy the machine is.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    // That of the runtime's own threads is larger; readers must do with less.
    private const int StackBytes = 1 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly Mutator _mutator = new(format.Seeds);
    private long _begun;
    private long _index;
    private byte[] _input = [];
    private FuzzFailure? _failure;

    /// <summary>The folder the inputs are written to.</summary>
    public string Folder => _folder.Path;

    /// <summary>Inputs read so far.</summary>
    public long Inputs => Interlocked.Read(ref _index);

    /// <summary>Limit of one input; shorter in tests.</summary>
    public TimeSpan Longest { get; init; } = _longest;

    /// <summary>Feeds inputs until a number of them is read or the time is over.</summary>
    /// <param name="from">Number of the first input.</param>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="until">When to stop.</param>
    /// <returns>The first failure, or <see langword="null"/>.</returns>
    public FuzzFailure? Run(long from, long inputs, DateTime until) => Watch(() =>
    {
        for (long i = 0; i < inputs && _failure is null && DateTime.UtcNow < until; i++)
        {
            var random = new DeterministicRandom(DeterministicRandom.Derive(
                seed, string.Create(CultureInfo.InvariantCulture, $"{format.Name} {from + i}")));
            One(format.Complete(_mutator.Next(random)), from + i);
        }
    });

    /// <summary>Feeds one input.</summary>
    /// <param name="input">The bytes of the mutated file.</param>
    /// <returns>The failure, or <see langword="null"/>.</returns>
    public FuzzFailure? Repeat(byte[] input) => Watch(() => One(input, 0));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private FuzzFailure? Watch(Action feed)
    {
        format.Prepare(Folder);
        var thread = new Thread(() => feed(), StackBytes) { IsBackground = true };
        Interlocked.Exchange(ref _begun, Stopwatch.GetTimestamp());
        thread.Start();
        while (!thread.Join(50))
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _begun)) > Longest)
            {
                return new FuzzFailure(format, Inputs, _input, $"It hangs: not read after {Longest.TotalSeconds} s");
            }
        }

        return _failure;
    }

    private void One(byte[] input, long index)
    {
        _input = input;
        Interlocked.Exchange(ref _begun, Stopwatch.GetTimestamp());
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            File.WriteAllBytes(Path.Combine(Folder, format.File), input);
            format.Read(Folder);
        }
        catch (BenchException)
        {
            // What the contract promises.
        }
        catch (Exception exception)
        {
            _failure = new FuzzFailure(format, index, input, exception.ToString());
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > MostBytes)
        {
            _failure ??= new FuzzFailure(format, index, input, $"It allocates {allocated} bytes, at most {MostBytes} are allowed");
        }

        Interlocked.Increment(ref _index);
    }
}
