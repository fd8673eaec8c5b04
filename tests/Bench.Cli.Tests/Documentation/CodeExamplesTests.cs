using System.Reflection;
using System.Runtime.Loader;
using Bench.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bench.Cli.Tests;

/// <summary>The C# that the README and the pages of <c>docs</c> show compiles, and programs run.</summary>
public sealed class CodeExamplesTests
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using "
            + "System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions _language = new(LanguageVersion.Preview);

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (RunnableBlock block in RunnableBlock.Pages.SelectMany(RunnableBlock.Of).Where(block => block.Language == "csharp"))
            {
                blocks.Add(block.Page, block.Line);
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Code_of_a_page_compiles_and_runs(string page, int line)
    {
        RunnableBlock block = RunnableBlock.Of(page).Single(block => block.Line == line);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(block.Text, _language);
        bool isProgram = tree.GetRoot().ChildNodes().Any(node => node is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Example{line}",
            [tree, CSharpSyntaxTree.ParseText(Usings, _language)],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        using var code = new MemoryStream();
        compilation.Emit(code).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty($"{page}, line {line}");
        if (isProgram)
        {
            code.Position = 0;
            Run(code).ShouldContain("lime", customMessage: $"{page}, line {line}");
        }
    }

    private static string Run(Stream code)
    {
        var context = new AssemblyLoadContext("example", isCollectible: true);
        TextWriter output = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            context.LoadFromStream(code).EntryPoint!.Invoke(
                null, BindingFlags.DoNotWrapExceptions, null, [new[] { Repository.Model("sst2-bert-mini") }], null);
        }
        finally
        {
            Console.SetOut(output);
            context.Unload();
        }

        return written.ToString();
    }
}
