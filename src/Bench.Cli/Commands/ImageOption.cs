using System.Collections.Immutable;
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

    /// <summary>Refuses an option about pictures beside a text, or one about texts beside a picture.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    /// <param name="isOfPictures">What it is about.</param>
    /// <exception cref="BenchException">It was given and does not fit.</exception>
    public void RequireKind(ParseResult parsed, Option<string?> option, bool isOfPictures)
    {
        if (parsed.GetValue(option) is not null && IsGiven(parsed) != isOfPictures)
        {
            throw new BenchException(
                isOfPictures ? "There is no picture" : "A picture has no words", option.Name,
                isOfPictures ? $"Add {_image.Name} FILE" : "Mark its pixels with --mask FILE");
        }
    }

    /// <summary>Which pixels are marked, as the model sees the picture [H · W].</summary>
    /// <exception cref="BenchException">The file cannot be read, or is of another size than the picture.</exception>
    public ImmutableArray<bool> Mask(ParseResult parsed, LoadedModel loaded, string file) =>
        AskedPicture.ReadMask(loaded, file, parsed.GetValue(_image)!);

    /// <summary>The picture as the model sees it, or <see langword="null"/> where none was given.</summary>
    /// <exception cref="BenchException">The file cannot be read, or the model sees no pictures, or nothing else.</exception>
    public TokenizedText? Read(ParseResult parsed, LoadedModel loaded)
    {
        if (parsed.GetValue(_image) is { } file)
        {
            return BesideReference(parsed, loaded, AskedPicture.Processor(loaded, _image.Name).Read(file));
        }

        if (loaded.Model.Info.Picture is not null)
        {
            throw new BenchException(
                "The model sees pictures", "command line", "Add --image FILE; `explain` takes --tokens-json FILE with pixel_values too");
        }

        return parsed.GetValue(_reference) is null
            ? null
            : throw new BenchException("There is no picture", _reference.Name, "Leave it out: nothing can take the place of a text's pixels");
    }

    /// <summary>The same picture beside the other one, where one was given.</summary>
    /// <exception cref="BenchException">The file cannot be read, or the model sees no pictures.</exception>
    public TokenizedText BesideReference(ParseResult parsed, LoadedModel loaded, TokenizedText input) =>
        parsed.GetValue(_reference) is { } file
            ? input.WithReference(AskedPicture.Processor(loaded, _reference.Name).Read(file).Picture!)
            : input;
}
