using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Bench.Cli;

/// <summary>The help of a command, with examples of it in use at its end.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly SynchronousCommandLineAction _help;

    private HelpWithExamples(SynchronousCommandLineAction help) => _help = help;

    /// <summary>Whoever asks for help has not given everything yet.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives all commands such a help.</summary>
    public static void AddTo(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((SynchronousCommandLineAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = _help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand && Examples.ScriptWords.Count > 0)
        {
            output.WriteLine($"Words of {Examples.Program} itself, each with a --help: {string.Join(", ", Examples.ScriptWords)}.\n");
        }

        IReadOnlyList<string> examples = Examples.Of(parseResult.CommandResult.Command);
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  {Examples.Program} {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
