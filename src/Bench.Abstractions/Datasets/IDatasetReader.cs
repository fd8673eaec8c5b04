namespace Bench.Abstractions;

/// <summary>Reads one file format of labelled texts, its options set.</summary>
public interface IDatasetReader
{
    /// <summary>Reads instances one by one, in file order. It is called several times for one run and gives the same each time.</summary>
    /// <param name="path">The file, or the folder for formats of several files.</param>
    /// <returns>The instances; ids are unique and spans lie inside their texts.</returns>
    /// <exception cref="BenchException">The file is damaged; the place is file and line.</exception>
    IEnumerable<Instance> Read(string path);
}

/// <summary>What a list says of a dataset format.</summary>
/// <param name="Id">The name used in <c>suite.yaml</c>, for example <c>jsonl</c>.</param>
/// <param name="Summary">What is read, one sentence without the final full stop.</param>
public sealed record DatasetDescriptor(string Id, string Summary) : IComponentDescriptor;
