namespace Bench.Abstractions;

/// <summary>One row of a dataset: an instance, or what is wrong with it.</summary>
public sealed class DatasetRow
{
    private readonly Instance? _instance;

    private DatasetRow(Instance? instance, BenchException? problem)
    {
        _instance = instance;
        Problem = problem;
    }

    /// <summary>What is wrong with the row, or <see langword="null"/>.</summary>
    public BenchException? Problem { get; }

    /// <summary>The instance.</summary>
    /// <exception cref="BenchException">The row cannot be used: <see cref="Problem"/>.</exception>
    public Instance Instance => _instance ?? throw Problem!;

    /// <summary>What becomes of a row when it is read.</summary>
    /// <param name="read">Reads the row; throws a <see cref="BenchException"/> where it cannot be used.</param>
    public static DatasetRow Of(Func<Instance> read)
    {
        try
        {
            return new DatasetRow(read(), null);
        }
        catch (BenchException problem)
        {
            return new DatasetRow(null, problem);
        }
    }
}
