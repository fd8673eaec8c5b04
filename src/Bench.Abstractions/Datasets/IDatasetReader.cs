namespace Bench.Abstractions;

/// <summary>Reads one file format of labelled texts.</summary>
public interface IDatasetReader
{
    /// <summary>The name used in <c>suite.yaml</c>, for example <c>jsonl</c>.</summary>
    string Format { get; }

    /// <summary>Reads instances one by one, in file order.</summary>
    /// <param name="path">The file, or the folder for formats of several files.</param>
    /// <returns>The instances; ids are unique and spans lie inside their texts.</returns>
    /// <exception cref="BenchException">The file is damaged; the place is file and line.</exception>
    IEnumerable<Instance> Read(string path);
}
