using Bench.Abstractions;
using Microsoft.Data.Sqlite;

namespace Bench.Evaluation;

/// <summary>What SQLite's errors mean to a user.</summary>
internal static class StoreErrors
{
    // Result codes of SQLite. An error in our own statements (1) means that tables or columns are not what they were, as does a value of
    // the wrong type (20), of an impossible size (18), or a rule broken by what is there (19).
    private static readonly int[] _damage = [1, 11, 18, 19, 20, 26];

    /// <summary>The error for the user.</summary>
    /// <param name="exception">What SQLite said.</param>
    /// <param name="path">The file.</param>
    /// <param name="writing">Whether something was to be written.</param>
    public static BenchException Explain(SqliteException exception, string path, bool writing) =>
        _damage.Contains(exception.SqliteErrorCode)
            ? StoreHeader.Damaged(exception.Message.TrimEnd('.'), path, exception)
            : new BenchException(
                $"{(writing ? "Progress cannot be saved" : "The run's store cannot be read")}: {exception.Message.TrimEnd('.')}",
                path,
                writing
                    ? "Free some space or check the permissions, then run the same command again; finished work is kept"
                    : "Check the permissions and the disk",
                exception);
}
