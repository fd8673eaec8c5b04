using System.CommandLine;
using Bench.Abstractions;
using Bench.Pictures;

namespace Bench.Cli;

/// <summary>How --svg and --png show the explanations of a picture.</summary>
internal sealed class PictureViewOptions
{
    private readonly Option<string?> _view = UnitOptions.Choice<PictureView>(
        "--view", "How scores of a picture are shown; overlay unless given.");

    private readonly Option<string?> _sign = UnitOptions.Choice<PictureSign>(
        "--sign", "Which scores of a picture are shown; all unless given.");

    private readonly Option<double?> _outliers = new Option<double?>("--outliers")
    {
        Description =
            "Share of the sum of magnitudes of a picture's scores whose largest all have the strongest colour; 0.02 unless given.",
        HelpName = "SHARE",
    }.Strict();

    private readonly Option<bool> _beside = new("--side-by-side") { Description = "Show the picture itself beside its explanations." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_view, _sign, _outliers, _beside])
        {
            command.Add(option);
        }
    }

    /// <summary>The style.</summary>
    /// <exception cref="BenchException">The share is none.</exception>
    public PictureStyle Read(ParseResult parsed) => new()
    {
        View = UnitOptions.Named<PictureView>(parsed.GetValue(_view)) ?? PictureView.Overlay,
        Sign = UnitOptions.Named<PictureSign>(parsed.GetValue(_sign)) ?? PictureSign.All,
        Outliers = parsed.GetValue(_outliers) is not { } share ? new PictureStyle().Outliers
            : share is >= 0 and < 1 ? share
            : throw new BenchException($"{share} is no share of outliers", _outliers.Name, "Give a number from 0 to below 1"),
        IsBeside = parsed.GetValue(_beside),
    };
}
