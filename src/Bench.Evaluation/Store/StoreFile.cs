using System.Globalization;
using System.Runtime.InteropServices;
using Bench.Abstractions;
using Microsoft.Data.Sqlite;

namespace Bench.Evaluation;

/// <summary>The database file behind a <see cref="RunStore"/>, and what its errors mean to a user.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly IDisposable? _copy;

    private StoreFile(SqliteConnection connection, string path, IDisposable? copy) => (_connection, Path, _copy) = (connection, path, copy);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>
    /// Makes a database with its first rows. It appears whole or not at all: a file of this name always says whose it is.
    /// </summary>
    /// <param name="path">The file, which must not be there.</param>
    /// <param name="statements">SQL that fills it, with the values of its parameters.</param>
    /// <exception cref="BenchException">SQLite is not there, or the disk is full or fails.</exception>
    public static void Create(string path, params ReadOnlySpan<(string Sql, object[] Values)> statements)
    {
        string unfinished = path + ".tmp";
        File.Delete(unfinished);
        using (StoreFile file = Connect(unfinished, unfinished, null))
        {
            file.Execute(FormattableString.Invariant($"PRAGMA application_id = {StoreHeader.ApplicationId}"));
            file.Execute(FormattableString.Invariant($"PRAGMA user_version = {StoreHeader.Version}"));
            file.Write([.. StoreSchema.Tables.Select(table => (table, Array.Empty<object>())), .. statements]);
        }

        File.Move(unfinished, path);
    }

    /// <summary>Opens a database for reading and writing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">SQLite is not there, or the file is not ours, damaged or cannot be opened.</exception>
    public static StoreFile Open(string path)
    {
        StoreHeader.Require(path);
        StoreFile file = Connect(path, path, null);
        try
        {
            // The lock of the folder leaves one process only, so the log needs no shared memory, which network file systems lack. Losing
            // power may cost the last commits but never the file, and a killed process nothing.
            file.Execute("PRAGMA locking_mode = EXCLUSIVE");
            file.Execute("PRAGMA journal_mode = WAL");
            file.Execute("PRAGMA synchronous = NORMAL");
            file.RequireTables();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a database for reading; nothing in its folder is changed, not even where a killed process left a log behind: then a copy is
    /// read, since SQLite would fold the log into the file.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">SQLite is not there, or the file is not ours, damaged or cannot be opened.</exception>
    public static StoreFile OpenReadOnly(string path)
    {
        StoreHeader.Require(path);
        StoreCopy? copy = StoreCopy.WhereLogged(path);
        StoreFile file = copy is null
            ? Connect($"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", path, null)
            : Connect(copy.File, path, copy);
        try
        {
            file.RequireTables();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Executes statements as one transaction.</summary>
    /// <param name="statements">SQL with the values of its parameters $0, $1, ….</param>
    /// <exception cref="BenchException">The disk is full or fails; nothing of the transaction is kept.</exception>
    public void Write(params ReadOnlySpan<(string Sql, object[] Values)> statements)
    {
        try
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            foreach ((string sql, object[] values) in statements)
            {
                using SqliteCommand command = Command(sql, values);
                command.Transaction = transaction;
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Explain(exception, Path, writing: true);
        }
    }

    /// <summary>Reads rows as text.</summary>
    /// <param name="sql">A query.</param>
    /// <param name="values">The values of its parameters $0, $1, ….</param>
    /// <exception cref="BenchException">The file is damaged or fails.</exception>
    public IReadOnlyList<string[]> Read(string sql, params object[] values)
    {
        try
        {
            using SqliteCommand command = Command(sql, values);
            using SqliteDataReader reader = command.ExecuteReader();
            var rows = new List<string[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            }

            return rows;
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Explain(exception, Path, writing: false);
        }
        catch (InvalidOperationException exception)
        {
            // A column that must hold a value holds none.
            throw StoreHeader.Damaged("a value is missing", Path, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _copy?.Dispose();
    }

    private static StoreFile Connect(string source, string path, IDisposable? copy)
    {
        StoreFile? file = null;
        try
        {
            // The first connection of a process loads the native library.
            file = new StoreFile(
                new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false }.ToString()), path, copy);
            file._connection.Open();

            // Nothing that a file brings along runs as code, and the checks of pages cost little.
            file.Execute("PRAGMA trusted_schema = OFF");
            file.Execute("PRAGMA cell_size_check = ON");
            return file;
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            (file ?? copy)?.Dispose();
            throw new BenchException(
                $"The SQLite library cannot be loaded: {exception.GetBaseException().Message.Split(". ")[0].TrimEnd('.')}",
                RuntimeInformation.RuntimeIdentifier,
                "Runs are kept in SQLite: restore the folder 'runtimes' beside the program, or use a system for which it has a library",
                exception);
        }
        catch (SqliteException exception)
        {
            (file ?? copy)?.Dispose();
            throw StoreErrors.Explain(exception, path, writing: true);
        }
        catch
        {
            (file ?? copy)?.Dispose();
            throw;
        }
    }

    private void RequireTables()
    {
        if (!Read(StoreSchema.Query).Select(row => row[0]).SequenceEqual(StoreSchema.Tables))
        {
            throw StoreHeader.Damaged("its tables are not those of Bench", Path);
        }
    }

    private void Execute(string sql)
    {
        try
        {
            using SqliteCommand command = Command(sql, []);
            command.ExecuteNonQuery();
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Explain(exception, Path, writing: true);
        }
    }

    private SqliteCommand Command(string sql, object[] values)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((int i, object value) in values.Index())
        {
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), value);
        }

        return command;
    }
}
