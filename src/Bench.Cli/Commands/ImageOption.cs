using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary>The picture that a command works on, and another one that can take the place of its pixels.</summary>
internal sealed class ImageOption
{
    private readonly Option<string?> _image = new("--image")
    {
        Description = "A picture instead of a text: PNG, JPEG or WebP.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _reference = new("--reference-image")
    {
        Description = "Another picture, for removal=reference and baseline=image.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_image);
        command.Add(_reference);
    }

    /// <summary>Whether a picture was given.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_image) is not null;

    /// <summary>Refuses a picture beside something else.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isOther">Whether a text or token ids were given.</param>
    /// <exception cref="BenchException">Both were given.</exception>
    public void RequireAlone(ParseResult parsed, bool isOther)
    {
        if (isOther && parsed.GetValue(_image) is not null)
        {
            throw new BenchException("A picture was given, and a text or token ids", _image.Name, "Leave out one of them");
        }
    }

    /// <summary>The picture as the model sees it, or <see langword="null"/> where none was given.</summary>
    /// <exception cref="BenchException">The file cannot be read, or the model sees no pictures, or nothing else.</exception>
    public TokenizedText? Read(ParseResult parsed, LoadedModel loaded)
    {
        if (parsed.GetValue(_image) is { } file)
        {
            return BesideReference(parsed, loaded, AskedPicture.Processor(loaded, _image.Name).Read(file));
        }

        return loaded.Model.Info.Picture is null
            ? null
            : throw new BenchException(
                "The model sees pictures", "command line", "Add --image FILE, or --tokens-json FILE with pixel_values");
    }

    /// <summary>The same picture beside the other one, where one was given.</summary>
    /// <exception cref="BenchException">The file cannot be read, or the model sees no pictures.</exception>
    public TokenizedText BesideReference(ParseResult parsed, LoadedModel loaded, TokenizedText input) =>
        parsed.GetValue(_reference) is { } file
            ? input.WithReference(AskedPicture.Processor(loaded, _reference.Name).Read(file).Picture!)
            : input;
}
