using System.CommandLine;
using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Cli;

/// <summary>The options that say what computes; all commands that open a model have them.</summary>
internal static class CoreArguments
{
    private static readonly Option<string> _core = CommonOptions.Choice(
        "--core", "What computes: the managed core, or libtorch on the processor or a GPU.", [.. CoreChoice.Names]);

    private static readonly Option<string?> _device = new("--device")
    {
        Description = "With --core torch: where to compute; a CUDA device where there is one, unless given.",
        HelpName = "cpu|cuda|cuda:N,…",
    };

    private static readonly Option<string> _precision = CommonOptions.Choice(
        "--precision", "With --core torch: the floating-point format; what a lower one costs is measured and reported.",
        [.. Enum.GetNames<CorePrecision>().Select(OptionsBinder.Key)]);

    /// <summary>Gives a command the options.</summary>
    public static void AddTo(Command command)
    {
        command.Add(_core);
        command.Add(_device);
        command.Add(_precision);
    }

    /// <summary>What a command line says.</summary>
    public static CoreChoice Of(ParseResult parsed) => new(
        parsed.GetValue(_core) ?? CoreChoice.Default.Name,
        parsed.GetValue(_device),
        Enum.GetValues<CorePrecision>()
            .FirstOrDefault(precision => OptionsBinder.Key(precision.ToString()) == parsed.GetValue(_precision)));
}
