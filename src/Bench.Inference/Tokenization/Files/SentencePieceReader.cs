using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Reads SentencePiece's own files as the classes of transformers use them (ALBERT, T5, XLM-R, CamemBERT, DeBERTa v2 and v3): the steps are
/// those of the <c>tokenizer.json</c> that transformers makes of them.
/// </summary>
internal static class SentencePieceReader
{
    // CamemBERT's original pieces are never to be used for what its own tokens stand for.
    private const double Never = -100;

    /// <summary>Reads a file whose name tells the class where nothing else does.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="name">The file.</param>
    /// <param name="implied">The family that the name implies, or <see langword="null"/> where it could be several.</param>
    /// <exception cref="BenchException">Something is damaged, missing, or of another kind.</exception>
    public static TokenizerParts Read(TokenizerSource source, string name, TokenizerFamily? implied)
    {
        string path = source.Folder.Open(name);
        TokenizerFamily family = source.Family ?? implied ?? throw new BenchException(
            $"Nothing says whose {name} this is, and its ids depend on it",
            path,
            "State tokenizer_class in tokenizer_config.json: XLMRobertaTokenizer or CamembertTokenizer");
        SentencePieceFile file = SentencePieceFile.Read(path);
        (IReadOnlyList<(string Text, double Score)> pieces, int unknown) = Numbered(file, family);
        var builder = new VocabularyBuilder(path, pieces.Count);
        foreach ((int id, (string text, double _)) in pieces.Index())
        {
            builder.Add(text, id, () => "");
        }

        foreach (string token in Defaults(family).Where(token => builder.IdOf(token) is null))
        {
            builder.AddToken(token, builder.Next, path);
        }

        ImmutableArray<AddedToken> added = new AddedTokenFiles(source, builder).Read([]);
        Vocabulary vocabulary = builder.Build();
        if (source.Family is null && family == TokenizerFamily.Albert
            && (vocabulary.IdOf("[CLS]") is null || vocabulary.IdOf("[SEP]") is null))
        {
            throw Unsupported.Part("SentencePiece model", "other than ALBERT's", path,
                "ALBERT's, one whose tokenizer_class is stated, or any in tokenizer.json");
        }

        SpecialTokens special = SpecialTokenNames.Find(source.Config, vocabulary, path, required: family != TokenizerFamily.T5);
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            AddedTokens =
            [
                .. SpecialTokenNames.Complete(added, special, vocabulary, maskTakesSpace: family != TokenizerFamily.DebertaV2),
                .. Defaults(family).Where(token => added.All(other => other.Content != token) && vocabulary.IdOf(token) != special.Mask)
                    .Select(token => new AddedToken(vocabulary.IdOf(token)!.Value, token)),
            ],
            Normalizer = new SequenceNormalizer([.. Normalizers(source.Config, family, file.CharacterMap, path)]),
            WordSplitter = Splitter(source.Config, family),
            Model = new UnigramModel(pieces, unknown, file.FallsBackToBytes),
            Template = TemplateOf(family, special, vocabulary, path),
            Special = special,
            MaxLength = source.MaxLength,
            TruncatesLeft = source.Config.TruncatesLeft ?? false,
        };
    }

    // fairseq gave ids of its own to the first pieces.
    private static (IReadOnlyList<(string Text, double Score)> Pieces, int Unknown) Numbered(
        SentencePieceFile file, TokenizerFamily family) => family switch
        {
            TokenizerFamily.XlmRoberta => ([("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0), .. file.Pieces.Skip(3), ("<mask>", 0)], 3),
            TokenizerFamily.Camembert =>
                (
                    [("<s>NOTUSED", 0), ("<pad>", 0), ("</s>NOTUSED", 0), ("<unk>", 0), ("<unk>NOTUSED", Never), .. file.Pieces.Skip(1),
                    ("<mask>", 0)], 3),
            TokenizerFamily.Albert => ([.. file.Pieces.Select(Demoted)], file.Unknown),
            _ => (file.Pieces, file.Unknown),
        };

    // Tokens of the class that the file lacks come behind its pieces.
    private static IEnumerable<string> Defaults(TokenizerFamily family) => family switch
    {
        TokenizerFamily.T5 => Enumerable.Range(0, 100).Reverse().Select(number => $"<extra_id_{number}>"),
        TokenizerFamily.DebertaV2 => ["[MASK]"],
        _ => [],
    };

    private static IEnumerable<INormalizer> Normalizers(TokenizerConfig config, TokenizerFamily family, byte[] characterMap, string path)
    {
        INormalizer[] map = characterMap.Length > 0 ? [new CharacterMapNormalizer(characterMap, path)] : [];
        var spaces = new RegexPattern(" {2,}", path);
        return family switch
        {
            TokenizerFamily.Albert =>
            [
                new ReplaceNormalizer(new LiteralPattern("``"), "\""),
                new ReplaceNormalizer(new LiteralPattern("''"), "\""),
                .. Accents(config),
                .. LowerCase(config.LowerCase ?? true),
                .. map,
                new StripNormalizer(left: true, right: true),
                new ReplaceNormalizer(spaces, " "),
            ],
            TokenizerFamily.DebertaV2 =>
            [
                .. LowerCase(config.LowerCase ?? false), new StripNormalizer(left: true, right: true), .. map,
                new ReplaceNormalizer(spaces, " "),
            ],
            _ => [.. map, new StripNormalizer(left: false, right: true), new ReplaceNormalizer(spaces, "▁")],
        };
    }

    private static INormalizer[] Accents(TokenizerConfig config) => config.KeepsAccents ?? false
        ? []
        : [new UnicodeNormalizer(compatibility: true, compose: false), new StripMarksNormalizer(onlyNonspacing: false)];

    private static INormalizer[] LowerCase(bool lower) => lower ? [new LowerCaseNormalizer()] : [];

    private static IWordSplitter Splitter(TokenizerConfig config, TokenizerFamily family)
    {
        var spaces = new MetaspaceWordSplitter('▁', WordMarkBefore.Always, cutsWords: true);
        return family == TokenizerFamily.DebertaV2 && config.SplitsPunctuation == true
            ? new SequenceWordSplitter(
                new PatternWordSplitter(new CharacterPattern(CharacterKinds.IsPunctuation), SplitBehavior.Isolated), spaces)
            : spaces;
    }

    private static Template TemplateOf(TokenizerFamily family, SpecialTokens special, Vocabulary vocabulary, string path) => family switch
    {
        TokenizerFamily.Albert or TokenizerFamily.DebertaV2 => Template.Bert(special.Classification!.Value, special.Separator!.Value),
        TokenizerFamily.T5 => Template.Ended(
            vocabulary.IdOf("</s>")
                ?? throw new BenchException("The vocabulary has no </s>", path, "Take the tokenizer files the model was trained with")),
        _ => Template.Roberta(special.Classification!.Value, special.Separator!.Value),
    };

    // ALBERT cuts the comma off numbers such as "9,": transformers gives such pieces a score that never wins.
    private static (string Text, double Score) Demoted((string Text, double Score) piece) =>
        piece.Text is [.., char before, ','] && char.IsDigit(before) ? (piece.Text, piece.Score + Never) : piece;
}
