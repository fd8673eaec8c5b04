using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Inference.Tests;

/// <summary>Whatever the text, the characters a token points to, normalized, are the token's piece.</summary>
public sealed class OffsetPropertyTests
{
    private static readonly Tokenizer _trained = LoadTrained();

    private static readonly string[] _fragments =
    [
        "[MASK]", "[SEP", " ", "\t", "\u0000", "\u0085", "\u200B", "\u3000", "İ", "ﬁ", "ß", "Σ", "e\u0301", "a\u0323\u0307", "\u0301",
        "\u0344",
        "한국", "각\u11A8", "电影", "豈", "\U0002F800", "\U00010400", "\U0001D15E", "\uD800", "\uDC00", "\uFFFD", "\uE000", "film", "GREAT",
        "isn't",
        "\u0F71\u0F72\u0F74", "\u1E9B\u0323", "\u302E\u0301a", "क़", "ำ",
    ];

    // Any UTF-16 units, with known trouble mixed in.
    private static readonly Arbitrary<string> _texts = Gen.Frequency(
            (4, Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString())),
            (2, Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32)),
            (4, Gen.Choose(' ', '~').Select(unit => ((char)unit).ToString())),
            (6, Gen.Elements(_fragments)))
        .ArrayOf()
        .Select(string.Concat)
        .ToArbitrary();

    public static TheoryData<string> Normalizers =>
    [
        """{ "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true }""",
        """{ "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": false, "lowercase": true }""",
        """{ "type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": false, "strip_accents": true, "lowercase": false }""",
        """{ "type": "Sequence", "normalizers": [{ "type": "NFKD" }, { "type": "StripAccents" }, { "type": "Lowercase" }] }""",
        """{ "type": "NFC" }""",
        """{ "type": "NFKC" }""",
    ];

    [Fact]
    public void Of_a_trained_vocabulary() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(_texts, text => TokensGiveTheirPieces(_trained, text, composes: false)));

    [Fact]
    public void Of_both_texts_of_a_pair() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(_texts, _texts, (text, pair) =>
        {
            TokenizedText both = _trained.Encode(text, pair);
            TokenizedText first = _trained.Encode(text);
            TokenizedText second = _trained.Encode(pair);
            Features(both, 0).ShouldBe(Features(first, 0));
            Features(both, 1).ShouldBe(Features(second, 0));
        }));

    [Theory]
    [MemberData(nameof(Normalizers))]
    public void Of_a_vocabulary_of_single_characters(string normalizer)
    {
        // Every scalar value below U+3000 and what else the fragments hold is a piece: hardly a word is unknown, so that
        // letter after letter is checked.
        string[] letters = [.. Enumerable.Range(0x21, 0x3000)
            .Where(c => c is < 0xD800 or > 0xDFFF)
            .Select(char.ConvertFromUtf32)
            .Concat(_fragments.SelectMany(text => text.EnumerateRunes()).Select(rune => rune.ToString()))
            .Distinct()];
        Tokenizer tokenizer = SmallVocabulary.Load(
            json =>
            {
                json["normalizer"] = System.Text.Json.Nodes.JsonNode.Parse(normalizer);
                foreach (string piece in letters.Concat(letters.Select(letter => "##" + letter)))
                {
                    json["model"]!["vocab"]!.AsObject().TryAdd(piece, json["model"]!["vocab"]!.AsObject().Count);
                }
            },
            maxLength: 100_000);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(_texts, text => TokensGiveTheirPieces(
            tokenizer, text, composes: normalizer.Contains("C\"", StringComparison.Ordinal))));
    }

    // Without tokenizer_config.json, whose longest row would cut the texts.
    private static Tokenizer LoadTrained()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Model("sst2-bert-mini"), "tokenizer.json"), folder.File("tokenizer.json"));
        return TokenizerFiles.Load(folder.Path, 100_000);
    }

    // A composite stands where its first character stood, as the reference has it, and its other characters may be anywhere behind: then
    // the whole text is one group.
    private static void TokensGiveTheirPieces(Tokenizer tokenizer, string text, bool composes)
    {
        Token[] tokens = [.. tokenizer.Encode(text).Tokens.Where(token => !token.IsSpecial)];
        foreach (Group group in composes ? [new Group(0, text.Length, [.. tokens])] : Groups(tokens))
        {
            group.Start.ShouldBeLessThanOrEqualTo(group.End);
            string original = text[group.Start..group.End];
            if (group.Tokens.All(token => token.Id != tokenizer.Special.Unknown) && !IsAdded(tokenizer, group, original))
            {
                string pieces = string.Concat(group.Tokens.Select(token => Stripped(token.Text)));
                string normalized = string.Concat(tokenizer.Normalize(original).Where(unit => !char.IsWhiteSpace(unit)));
                normalized.ShouldBe(pieces, $"{group.Start}-{group.End}");
            }
        }
    }

    // Tokens that share a character (a syllable taken apart) or whose characters changed places (marks put in order) are checked together.
    private static List<Group> Groups(IEnumerable<Token> tokens)
    {
        var groups = new List<Group>();
        foreach (Token token in tokens)
        {
            var group = new Group(token.Start, token.End, [token]);
            while (groups.Count > 0 && groups[^1].End > group.Start)
            {
                Group last = groups[^1];
                group = new Group(Math.Min(last.Start, group.Start), Math.Max(last.End, group.End), [.. last.Tokens, .. group.Tokens]);
                groups.RemoveAt(groups.Count - 1);
            }

            groups.Add(group);
        }

        return groups;
    }

    // A literal [MASK] is not normalized: it says what it is.
    private static bool IsAdded(Tokenizer tokenizer, Group group, string original) =>
        group.Tokens is [var token] && original == token.Text && token.Id <= tokenizer.Special.Mask;

    private static string Stripped(string piece) =>
        piece.StartsWith("##", StringComparison.Ordinal) && piece.Length > 2 ? piece[2..] : piece;

    private static IEnumerable<(int Id, int Start, int End)> Features(TokenizedText text, int segment) => text.Tokens
        .Where(token => !token.IsSpecial && token.Segment == segment)
        .Select(token => (token.Id, token.Start, token.End));

    private sealed record Group(int Start, int End, List<Token> Tokens);
}
