using System.Reflection;
using Bench.TestKit;

namespace Bench.Library.Tests;

/// <summary>What a notebook's kernel does by names alone: it knows no type of ours, and we none of its.</summary>
public sealed class NotebookTests
{
    [Fact]
    public void Results_name_their_formatters_as_kernels_look_for_them()
    {
        using var bench = Explainer.Open(Repository.Model("sst2-bert-mini"));
        ExplainedText explained = bench.Explain("Dull.", explainers: ["gradient"]);

        Formatted(explained)["text/html"].ShouldBe(explained.ToSnippet());
        Formatted(explained)["text/plain"].ShouldBe(explained.ToTable());
        Formatted(bench.Evaluate(explained))["text/html"].ShouldContain("<table");
        Attribute(typeof(SuiteOutcome)).ShouldNotBeNull();
        typeof(Explainer).Assembly.GetReferencedAssemblies().ShouldNotContain(reference => reference.Name!.Contains("Interactive"));
    }

    private static object? Attribute(Type type) =>
        type.GetCustomAttributes(inherit: true).SingleOrDefault(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");

    private static Dictionary<string, string> Formatted(object value)
    {
        object attribute = Attribute(value.GetType())!;
        attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute).ShouldBe(new[] { "text/html" });
        var sourceType = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        object source = Activator.CreateInstance(sourceType)!;
        var formatters = (IEnumerable<object>)sourceType.GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        return formatters.ToDictionary(
            formatter => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!,
            formatter =>
            {
                using var writer = new StringWriter();
                MethodInfo format = formatter.GetType().GetMethod("Format")!;
                format.Invoke(formatter, [value, writer]).ShouldBe(true);
                format.Invoke(formatter, ["another value", writer]).ShouldBe(false);
                return writer.ToString();
            });
    }
}
