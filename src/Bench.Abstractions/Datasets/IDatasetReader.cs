namespace Bench.Abstractions;

/// <summary>Reads one file format of labelled texts, its options set.</summary>
public interface IDatasetReader
{
    /// <summary>Reads instances one by one, in file order. It is called several times for one run and gives the same each time.</summary>
    /// <param name="path">The file, or the folder for formats of several files.</param>
    /// <returns>The instances; ids are unique and spans lie inside their texts.</returns>
    /// <exception cref="BenchException">The file is damaged; the place is file and line.</exception>
    IEnumerable<Instance> Read(string path);

    /// <summary>
    /// Reads row by row and goes on behind a row that cannot be used, so that all bad rows can be named or left out. A reader that cannot
    /// go on does without: then the first bad row ends it.
    /// </summary>
    /// <param name="path">The file, or the folder for formats of several files.</param>
    /// <returns>The rows in file order.</returns>
    /// <exception cref="BenchException">The file as a whole cannot be read.</exception>
    IEnumerable<DatasetRow> Rows(string path) => Read(path).Select(instance => DatasetRow.Of(() => instance));

    /// <summary>
    /// What the reader decided by itself about a file and its users should know, in sentences without the final full stop.
    /// </summary>
    /// <param name="path">The file, or the folder for formats of several files.</param>
    /// <exception cref="BenchException">The file as a whole cannot be read.</exception>
    IReadOnlyList<string> Notes(string path) => [];
}

/// <summary>What a list says of a dataset format.</summary>
/// <param name="Id">The name used in <c>suite.yaml</c>, for example <c>jsonl</c>.</param>
/// <param name="Summary">What is read, one sentence without the final full stop.</param>
public sealed record DatasetDescriptor(string Id, string Summary) : IComponentDescriptor;
