using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary>Prints JSON to standard output.</summary>
internal static class JsonOutput
{
    public static void Print(Action<Utf8JsonWriter> write)
    {
        using Stream output = Console.OpenStandardOutput();
        output.Write(JsonText.Write(write));
        output.WriteByte((byte)'\n');
    }
}
