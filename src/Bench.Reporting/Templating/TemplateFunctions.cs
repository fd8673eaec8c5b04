using Scriban;
using Scriban.Functions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Bench.Reporting;

/// <summary>The functions that templates have: Scriban's on lists, numbers, objects and texts, <c>include</c> and <c>raw</c>.</summary>
internal static class TemplateFunctions
{
    /// <summary>New ones for one page. What would evaluate data, look at the clock or draw at random is left out.</summary>
    public static ScriptObject Create()
    {
        var functions = new ScriptObject();
        functions.SetValue("array", new ArrayFunctions(), readOnly: true);
        functions.SetValue("math", Without(new MathFunctions(), "random", "uuid"), readOnly: true);
        functions.SetValue("object", Without(new ObjectFunctions(), "eval", "eval_template"), readOnly: true);
        functions.SetValue("string", new StringFunctions(), readOnly: true);
        functions.SetValue("include", new Include(), readOnly: true);
        functions.Import("raw", Raw);
        functions.SetReadOnly("raw", readOnly: true);
        return functions;
    }

    private static ScriptObject Without(ScriptObject functions, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            functions.Remove(name);
        }

        return functions;
    }

    private static RawMarkup Raw(object? value) => new(value?.ToString() ?? "");

    /// <summary>Scriban's own, but what a part has written is escaped already.</summary>
    private sealed class Include : IScriptCustomFunction
    {
        private readonly IncludeFunction _include = new();

        public int RequiredParameterCount => _include.RequiredParameterCount;

        public int ParameterCount => _include.ParameterCount;

        public ScriptVarParamKind VarParamKind => _include.VarParamKind;

        public Type ReturnType => typeof(RawMarkup);

        public ScriptParameterInfo GetParameterInfo(int index) => _include.GetParameterInfo(index);

        public object Invoke(
            TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
            Raw(_include.Invoke(context, callerContext, arguments, blockStatement));

        public async ValueTask<object?> InvokeAsync(
            TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
            Raw(await _include.InvokeAsync(context, callerContext, arguments, blockStatement));
    }
}
