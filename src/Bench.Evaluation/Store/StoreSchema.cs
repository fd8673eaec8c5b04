namespace Bench.Evaluation;

/// <summary>The tables of a store. They hold text and numbers, and of every row a checksum (<see cref="RowChecksum"/>).</summary>
internal static class StoreSchema
{
    /// <summary>The statements that make the tables, as SQLite keeps them.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        "CREATE TABLE instance (idx INTEGER PRIMARY KEY, head TEXT NOT NULL, checksum INTEGER NOT NULL)",
        "CREATE TABLE result (idx INTEGER NOT NULL, explainer TEXT NOT NULL, data TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY "
            + "(idx, explainer))",
        "CREATE TABLE run (manifest TEXT NOT NULL, instances INTEGER NOT NULL, shard TEXT NOT NULL, finished INTEGER NOT NULL, checksum "
            + "INTEGER NOT NULL)",
    ];

    /// <summary>Asks for the statements of everything in a database, in the order of <see cref="Tables"/>.</summary>
    public const string Query = "SELECT coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_autoindex_%' ORDER BY name";
}
