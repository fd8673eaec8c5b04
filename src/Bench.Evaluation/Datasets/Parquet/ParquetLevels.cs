using Bench.Abstractions;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Bench.Evaluation;

/// <summary>
/// Checks that the levels by which values become rows and lists fit the file's description (Melnik et al. 2010, Dremel), before the
/// library, which takes them for right, follows them.
/// </summary>
internal static class ParquetLevels
{
    /// <summary>More rows in one group than this are refused; writers take a million at most.</summary>
    private const long MostRows = 1 << 24;

    /// <summary>Refuses a group of rows whose columns do not fit.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="index">The group.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="BenchException">A column does not fit.</exception>
    public static async Task RequireAsync(ParquetReader reader, int index, string path)
    {
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(index);
        foreach (DataField field in reader.Schema.DataFields)
        {
            bool fits = group.RowCount is >= 0 and <= MostRows && group.ColumnExists(field)
                && group.GetMetadata(field)?.MetaData?.NumValues is >= 0 and <= MostRows * 64;
            if (fits)
            {
                using RawColumnData column = await group.ReadRawColumnDataBaseAsync(field).ConfigureAwait(false);
                fits = Fits(column, field, group.RowCount, group.GetMetadata(field)!.MetaData!.NumValues);
            }

            if (!fits)
            {
                throw new BenchException($"The column '{field.Path}' does not fit the file's description", path,
                    "Download it again, or write it anew with pyarrow or pandas");
            }
        }
    }

    private static bool Fits(RawColumnData column, DataField field, long rows, long values)
    {
        // Columns without levels have none to give.
        Span<int> definitions = field.MaxDefinitionLevel == 0 ? [] : column.DefinitionLevels;
        Span<int> repetitions = field.MaxRepetitionLevel == 0 ? [] : column.RepetitionLevels;
        bool areThere = (field.MaxDefinitionLevel == 0 || definitions.Length == values)
            && (field.MaxRepetitionLevel == 0 || repetitions.Length == values);
        return areThere
            && !definitions.ContainsAnyExceptInRange(0, field.MaxDefinitionLevel)
            && !repetitions.ContainsAnyExceptInRange(0, field.MaxRepetitionLevel)
            && (field.MaxRepetitionLevel == 0 ? values == rows : (values == 0 || repetitions[0] == 0) && repetitions.Count(0) == rows);
    }
}
