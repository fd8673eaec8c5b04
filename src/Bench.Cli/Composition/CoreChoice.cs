using System.CommandLine;
using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Cli;

/// <summary>The options that say what computes; all commands that open a model have them.</summary>
/// <param name="Name">Name of the core.</param>
/// <param name="Device">Where it computes, or <see langword="null"/> for its own choice.</param>
/// <param name="Precision">The floating-point format.</param>
internal sealed record CoreChoice(string Name, string? Device, CorePrecision Precision)
{
    private static readonly Option<string> _core = CommonOptions.Choice(
        "--core", "What computes: the managed core, or libtorch on the processor or a GPU.", "managed", "torch");

    private static readonly Option<string?> _device = new("--device")
    {
        Description = "With --core torch: where to compute; a CUDA device where there is one, unless given.",
        HelpName = "cpu|cuda|cuda:N",
    };

    private static readonly Option<string> _precision = CommonOptions.Choice(
        "--precision", "With --core torch: the floating-point format; what a lower one costs is measured and reported.",
        [.. Enum.GetNames<CorePrecision>().Select(OptionsBinder.Key)]);

    /// <summary>The managed core.</summary>
    public static CoreChoice Default { get; } = new("managed", null, CorePrecision.Single);

    /// <summary>Gives a command the options.</summary>
    public static void AddTo(Command command)
    {
        command.Add(_core);
        command.Add(_device);
        command.Add(_precision);
    }

    /// <summary>What a command line says.</summary>
    public static CoreChoice Of(ParseResult parsed) => new(
        parsed.GetValue(_core) ?? Default.Name,
        parsed.GetValue(_device),
        Enum.GetValues<CorePrecision>().FirstOrDefault(precision => OptionsBinder.Key(precision.ToString()) == parsed.GetValue(_precision)));
}
