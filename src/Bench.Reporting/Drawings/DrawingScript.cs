using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Jint;

namespace Bench.Reporting;

/// <summary>
/// The drawings of explanations: one script that pages carry and that the program runs itself, so that a picture is the same wherever it is
/// drawn.
/// </summary>
internal static class DrawingScript
{
    private static readonly string[] _files = ["words", "heat", "bars", "force", "pictures", "markup"];

    // An engine serves one thread.
    [ThreadStatic]
    private static Engine? _engine;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    // Parsed once, for the engines of all threads.
    private static readonly Lazy<Prepared<Acornima.Ast.Script>> _prepared = new(() => Engine.PrepareScript(Source!));

    /// <summary>The script: it makes a constant <c>BenchDrawing</c>.</summary>
    public static string Source { get; } =
        $"\"use strict\";\nconst BenchDrawing = (() => {{\n{string.Concat(_files.Select(Read))}return drawings;\n}})();\n";

    /// <summary>Draws as markup for a page, whose style names the colours.</summary>
    /// <param name="drawing">Name of the drawing.</param>
    /// <param name="data">The explanation as plain data.</param>
    public static string ForPage(string drawing, object data) =>
        Run($"BenchDrawing.markup(BenchDrawing.{drawing}(JSON.parse(input)), true)", data);

    /// <summary>Draws as markup that needs no style.</summary>
    /// <param name="call">The drawing as an expression over <c>input</c>.</param>
    /// <param name="data">The input as plain data.</param>
    public static string Alone(string call, object data) =>
        Run($"((input) => BenchDrawing.markup({call}, false))(JSON.parse(input))", data);

    /// <summary>Plain data as the script reads it.</summary>
    internal static string Json(object data) => JsonSerializer.Serialize(data, _json);

    /// <summary>Evaluates an expression, whose <c>input</c> is JSON of plain data.</summary>
    internal static string Run(string expression, object data)
    {
        _engine ??= new Engine().Execute(_prepared.Value);
        return _engine.SetValue("input", Json(data)).Evaluate(expression).AsString();
    }

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"drawings/{name}.js")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
