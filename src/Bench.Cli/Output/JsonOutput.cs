using System.Text;
using System.Text.Json;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Prints JSON to standard output.</summary>
internal static class JsonOutput
{
    /// <summary>Prints plain data on one line; keys are in snake_case, and what is no finite number is null.</summary>
    public static void Print<T>(T value)
        where T : notnull => Print(JsonSerializer.Serialize(value, FiniteJson.Line));

    /// <summary>Prints a line of JSON.</summary>
    public static void Print(string json)
    {
        using Stream output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(json));
        output.WriteByte((byte)'\n');
    }
}
