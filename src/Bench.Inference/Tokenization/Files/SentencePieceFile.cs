using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Reads <c>spiece.model</c>, SentencePiece's own file, as ALBERT uses it: the steps are those of the <c>tokenizer.json</c> that
/// transformers makes of it.
/// </summary>
internal static class SentencePieceFile
{
    private const int UnigramType = 1;
    private const int UnknownPieceType = 2;

    /// <summary>Reads the file.</summary>
    /// <param name="source">The folder.</param>
    /// <exception cref="BenchException">Something is damaged, missing, or of another kind.</exception>
    public static TokenizerParts Read(TokenizerSource source)
    {
        string path = source.Folder.Open("spiece.model");
        TokenizerConfig config = source.Config;
        byte[] bytes = ReadBytes(path);
        var pieces = new List<(string Text, double Score)>();
        int? unknown = null;
        byte[] characterMap = [];
        int modelType = UnigramType;
        foreach (WireField field in WireFormat.Fields(bytes, path))
        {
            switch (field.Number)
            {
                case 1:
                    (string text, double score, int type) = ReadPiece(field, path);
                    unknown = type == UnknownPieceType ? pieces.Count : unknown;
                    pieces.Add((text, score));
                    break;
                case 2:
                    modelType = (int?)WireFormat.Fields(field.Bytes, path).LastOrDefault(part => part.Number == 3)?.Value ?? modelType;
                    break;
                case 3:
                    characterMap = WireFormat.Fields(field.Bytes, path).LastOrDefault(part => part.Number == 2)?.Bytes.ToArray() ?? characterMap;
                    break;
            }
        }

        var builder = new VocabularyBuilder(path, pieces.Count);
        for (int id = 0; id < pieces.Count; id++)
        {
            builder.Add(pieces[id].Text, id, () => "");
        }

        ImmutableArray<AddedToken> added = new AddedTokenFiles(source, builder).Read([]);
        Vocabulary vocabulary = builder.Build();
        if (modelType != UnigramType || unknown is null || vocabulary.IdOf("[CLS]") is null || vocabulary.IdOf("[SEP]") is null)
        {
            throw Unsupported.Part("SentencePiece model", "other than ALBERT's", path, "Unigram with [CLS] and [SEP], or any in tokenizer.json");
        }

        SpecialTokens special = SpecialTokenNames.Find(config, vocabulary, path, required: true);
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            AddedTokens = SpecialTokenNames.Complete(added, special, vocabulary, maskTakesSpace: true),
            Normalizer = new SequenceNormalizer([.. Normalizers(config, characterMap, path)]),
            WordSplitter = new MetaspaceWordSplitter('▁', WordMarkBefore.Always, cutsWords: true),
            Model = new UnigramModel([.. pieces.Select(Demoted)], unknown.Value),
            Template = Template.Bert(special.Classification!.Value, special.Separator!.Value),
            Special = special,
            MaxLength = source.MaxLength,
            TruncatesLeft = config.TruncatesLeft ?? false,
        };
    }

    private static IEnumerable<INormalizer> Normalizers(TokenizerConfig config, byte[] characterMap, string path)
    {
        yield return new ReplaceNormalizer(new LiteralPattern("``"), "\"");
        yield return new ReplaceNormalizer(new LiteralPattern("''"), "\"");
        if (!(config.KeepsAccents ?? false))
        {
            yield return new UnicodeNormalizer(compatibility: true, compose: false);
            yield return new StripMarksNormalizer(onlyNonspacing: false);
        }

        if (config.LowerCase ?? true)
        {
            yield return new LowerCaseNormalizer();
        }

        if (characterMap.Length > 0)
        {
            yield return new CharacterMapNormalizer(characterMap, path);
        }

        yield return new StripNormalizer(left: true, right: true);
        yield return new ReplaceNormalizer(new RegexPattern(" {2,}", path), " ");
    }

    // ALBERT cuts the comma off numbers such as "9,": transformers gives such pieces a score that never wins.
    private static (string Text, double Score) Demoted((string Text, double Score) piece) =>
        piece.Text is [.., char before, ','] && char.IsDigit(before) ? (piece.Text, piece.Score - 100) : piece;

    private static (string Text, double Score, int Type) ReadPiece(WireField field, string path)
    {
        (string text, double score, int type) = ("", 0, 1);
        foreach (WireField part in WireFormat.Fields(field.Bytes, path))
        {
            switch (part.Number)
            {
                case 1: text = Encoding.UTF8.GetString(part.Bytes.Span); break;
                case 2 when part.Bytes.Length == 4: score = BinaryPrimitives.ReadSingleLittleEndian(part.Bytes.Span); break;
                case 3: type = (int)part.Value; break;
            }
        }

        return (text, score, type);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"The file cannot be read ({exception.Message})", path, null, exception);
        }
    }
}
