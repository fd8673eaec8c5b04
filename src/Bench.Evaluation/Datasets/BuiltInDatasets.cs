using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The dataset formats that come with Bench: one line each.</summary>
public static class BuiltInDatasets
{
    /// <summary>Registers all of them.</summary>
    /// <param name="catalog">The catalogue to add to.</param>
    /// <returns>The same catalogue.</returns>
    /// <exception cref="BenchException">One of the names is taken.</exception>
    public static Catalog<DatasetDescriptor, IDatasetReader> AddTo(Catalog<DatasetDescriptor, IDatasetReader> catalog) => catalog
        .Add<JsonLinesOptions>(JsonLinesReader.Descriptor, options => new JsonLinesReader(options))
        .Add<CsvOptions>(DelimitedReader.CsvDescriptor, options => new DelimitedReader(options))
        .Add<TsvOptions>(DelimitedReader.TsvDescriptor, options => new DelimitedReader(options))
        .Add<EraserOptions>(EraserReader.Descriptor, options => new EraserReader(options))
        .Add<EsnliOptions>(EsnliReader.Descriptor, _ => new EsnliReader())
        .Add<ConllOptions>(ConllReader.Descriptor, options => new ConllReader(options))
        .Add<PictureTableOptions>(PictureTableReader.Descriptor, options => new PictureTableReader(options))
        .Add<NoOptions>(PictureFolderReader.Descriptor, _ => new PictureFolderReader())
        .Add<CocoOptions>(CocoReader.Descriptor, options => new CocoReader(options))
        .Add<ParquetTableOptions>(ParquetTableReader.Descriptor, options => new ParquetTableReader(options));

    /// <summary>A catalogue of them alone.</summary>
    public static Catalog<DatasetDescriptor, IDatasetReader> Catalog() => AddTo(new("dataset format"));

    /// <summary>The instances of a suite's dataset, read as they are asked for.</summary>
    /// <param name="catalog">The known formats.</param>
    /// <param name="suite">The suite.</param>
    /// <exception cref="BenchException">There is no such format or option, or the data is damaged.</exception>
    public static IEnumerable<Instance> Read(this Catalog<DatasetDescriptor, IDatasetReader> catalog, Suite suite) =>
        catalog.Rows(suite).Select(row => row.Instance);

    /// <summary>The rows of a suite's dataset, their labels as the model calls them.</summary>
    /// <param name="catalog">The known formats.</param>
    /// <param name="suite">The suite.</param>
    /// <exception cref="BenchException">There is no such format or option, or the data as a whole cannot be read.</exception>
    public static IEnumerable<DatasetRow> Rows(this Catalog<DatasetDescriptor, IDatasetReader> catalog, Suite suite)
    {
        IEnumerable<DatasetRow> rows = catalog.Reader(suite.Dataset, suite.File).Rows(suite.Dataset.Path);
        ImmutableSortedDictionary<string, string> names = suite.Dataset.Labels;
        rows = names.IsEmpty ? rows : rows.Select(row => row.Problem is null
            ? DatasetRow.Of(() =>
                row.Instance with { Label = row.Instance.Label is { } label ? Name(label) : null, Gold = row.Instance.Gold.Renamed(Name) })
            : row);
        return suite.Dataset.Sample is { } sample ? Sampled(rows, sample) : rows;

        string Name(string label) => names.GetValueOrDefault(label, label);
    }

    // Rows that cannot be used are drawn like others, so that leaving them out or not draws the same.
    private static IEnumerable<DatasetRow> Sampled(IEnumerable<DatasetRow> rows, DatasetSample sample)
    {
        IReadOnlySet<int> drawn = sample.Choose([.. rows.Select(row => row.Problem is null ? row.Instance.Label : null)]);
        foreach ((int rank, DatasetRow row) in rows.Index())
        {
            if (drawn.Contains(rank))
            {
                yield return row;
            }
        }
    }

    /// <summary>The reader of a suite's dataset.</summary>
    /// <param name="catalog">The known formats.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="suiteFile">The suite's file, for messages and relative paths.</param>
    /// <exception cref="BenchException">There is no such format or option.</exception>
    public static IDatasetReader Reader(
        this Catalog<DatasetDescriptor, IDatasetReader> catalog, DatasetReference dataset, string suiteFile)
    {
        try
        {
            return catalog.Configure(new ComponentSpec(dataset.Format, dataset.Options), Path.GetDirectoryName(suiteFile)).Instance;
        }
        catch (BenchException exception)
        {
            throw exception.At($"{suiteFile}: dataset");
        }
    }
}
