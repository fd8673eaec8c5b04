using System.Globalization;
using System.Runtime.InteropServices;
using Bench.Abstractions;
using Microsoft.Data.Sqlite;

namespace Bench.Evaluation;

/// <summary>The database file behind a <see cref="RunStore"/>, and what its errors mean to a user.</summary>
internal sealed class StoreFile : IDisposable
{
    // Raised whenever the tables or what is in them change; a store of another version is started anew.
    private const int Version = 2;

    private readonly SqliteConnection _connection;

    private StoreFile(SqliteConnection connection, string path) => (_connection, Path) = (connection, path);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a database, made where missing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">SQLite is not there, or the file is damaged or cannot be opened.</exception>
    public static StoreFile Open(string path)
    {
        StoreFile? file = null;
        try
        {
            string source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
            file = new StoreFile(new SqliteConnection(source), path);
            file._connection.Open();
            file.Prepare();
            return file;
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            file?.Dispose();
            throw new BenchException(
                $"The SQLite library cannot be loaded: {exception.GetBaseException().Message.Split(". ")[0].TrimEnd('.')}",
                RuntimeInformation.RuntimeIdentifier,
                "Runs are kept in SQLite: restore the folder 'runtimes' beside the program, or use a system for which it has a library",
                exception);
        }
        catch (SqliteException exception)
        {
            file?.Dispose();
            throw Explain(exception, path);
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
            throw Explain(exception, Path);
        }
    }

    /// <summary>Reads rows as text.</summary>
    /// <param name="sql">A query.</param>
    /// <param name="values">The values of its parameters $0, $1, ….</param>
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
            throw Explain(exception, Path);
        }
    }

    /// <summary>Removes all rows.</summary>
    public void Clear() => Write(("DELETE FROM run", []), ("DELETE FROM instance", []), ("DELETE FROM result", []));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // The lock of the folder leaves one process only, so the log needs no shared memory, which network file systems lack. Losing power
    // may cost the last commits but never the file, and a killed process nothing.
    private void Prepare()
    {
        Execute("PRAGMA locking_mode = EXCLUSIVE");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = NORMAL");
        if (Read("PRAGMA user_version").Single()[0] == Version.ToString(CultureInfo.InvariantCulture))
        {
            return;
        }

        Write(
            ("DROP TABLE IF EXISTS run", []),
            ("DROP TABLE IF EXISTS instance", []),
            ("DROP TABLE IF EXISTS result", []),
            ("CREATE TABLE run (manifest TEXT NOT NULL, instances INTEGER NOT NULL, shard TEXT NOT NULL, finished INTEGER NOT NULL)", []),
            ("CREATE TABLE instance (idx INTEGER PRIMARY KEY, head TEXT NOT NULL)", []),
            ("CREATE TABLE result (idx INTEGER NOT NULL, explainer TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (idx, explainer))", []),
            (string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"), []));
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = Command(sql, []);
        command.ExecuteNonQuery();
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

    private static BenchException Explain(SqliteException exception, string path)
    {
        const int corrupt = 11;
        const int notADatabase = 26;
        return exception.SqliteErrorCode is corrupt or notADatabase
            ? new BenchException(
                $"The run's store is damaged: {exception.Message.TrimEnd('.')}", path, "Delete it and run the same command again", exception)
            : new BenchException(
                $"Progress cannot be saved: {exception.Message.TrimEnd('.')}",
                path,
                "Free some space or check the permissions, then run the same command again; finished work is kept",
                exception);
    }
}
