using Bench.Abstractions;

namespace Bench.Inference.Tests;

public sealed class WordPieceModelTests
{
    private static readonly string[] _pieces =
        ["[UNK]", "a", "ab", "##c", "##cd", "##d", "##b", "\U00010400", "##\U00010400", "##e\U00010400", "abcdefgh", "x"];

    [Theory]
    [InlineData("ab", "ab")]
    [InlineData("abcd", "ab ##cd")]
    [InlineData("acd", "a ##cd")]
    [InlineData("abb", "ab ##b")]
    [InlineData("abcdd", "ab ##cd ##d")]
    [InlineData("abcdefgh", "abcdefgh")]
    [InlineData("b", "[UNK]")]
    [InlineData("abz", "[UNK]")]
    [InlineData("a\U00010400\U00010400", "a ##\U00010400 ##\U00010400")]
    [InlineData("\U00010400e\U00010400d", "\U00010400 ##e\U00010400 ##d")]
    [InlineData("a\U00010401", "[UNK]")]
    [InlineData("a\uD801", "[UNK]")]
    [InlineData("\uDC00a", "[UNK]")]
    [InlineData("a\uFFFD", "[UNK]")]
    public void Takes_the_longest_piece_first(string word, string expected)
    {
        List<Piece> pieces = Split(Model(), word);

        string.Join(' ', pieces.Select(piece => _pieces[piece.Id])).ShouldBe(expected);
        pieces[0].From.ShouldBe(0);
        pieces[^1].To.ShouldBe(word.Length);
        pieces.Zip(pieces.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
    }

    [Fact]
    public void Each_piece_has_its_place_in_the_word() => Split(Model(), "ab\U00010400cdd")
        .ShouldBe([new Piece(2, 0, 2), new Piece(8, 2, 4), new Piece(4, 4, 6), new Piece(5, 6, 7)]);

    [Fact]
    public void The_limit_counts_scalar_values()
    {
        string tenPairs = string.Concat(Enumerable.Repeat("\U00010400", 10));

        Split(Model(), tenPairs).Count.ShouldBe(10);
        Split(Model(), tenPairs + "d").ShouldBe([new Piece(0, 0, 21)]);
        Split(Model(), "a" + new string('b', 10)).ShouldBe([new Piece(0, 0, 11)]);
        Split(Model(maxWordLength: 0), "a").ShouldBe([new Piece(0, 0, 1)]);
    }

    [Fact]
    public void Words_too_long_for_the_library_are_refused()
    {
        WordPieceModel model = Model(maxWordLength: int.MaxValue);
        string pairs = string.Concat(Enumerable.Repeat("\U00010400", WordPieceModel.LongestWord));

        Split(model, pairs).Count.ShouldBe(WordPieceModel.LongestWord);
        BenchException exception = Should.Throw<BenchException>(() => Split(model, pairs + "d"));
        exception.Problem.ShouldContain("1001 characters, which max_input_chars_per_word (2147483647) allows");
        exception.Where.ShouldBe("here");
        exception.Remedy!.ShouldContain("Set max_input_chars_per_word to 1000 or less");
        Split(Model(maxWordLength: 1000), pairs + "d").ShouldBe([new Piece(0, 0, 2001)]);
    }

    [Fact]
    public void An_unknown_word_leaves_the_pieces_before_it()
    {
        var pieces = new List<Piece> { new(9, 0, 1) };
        Model().Split("abz", pieces);

        pieces.ShouldBe([new Piece(9, 0, 1), new Piece(0, 0, 3)]);
    }

    [Theory]
    [InlineData("»»»")]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("\U00010400")]
    public void Any_prefix_marks_what_continues(string prefix)
    {
        Vocabulary vocabulary = Build(["?", "a", prefix + "b", prefix + "bb"]);

        Split(new WordPieceModel(vocabulary, 0, prefix, 100, "here"), "abbb").ShouldBe(prefix == "a"
            ? [new Piece(3, 0, 3), new Piece(2, 3, 4)]
            : [new Piece(1, 0, 1), new Piece(3, 1, 3), new Piece(2, 3, 4)]);
    }

    // The library reads the vocabulary as a text of lines.
    [Theory]
    [InlineData("\uFEFFa")]
    [InlineData("\uFEFF\uFEFFa")]
    [InlineData(" ")]
    [InlineData("a ")]
    [InlineData("\t\0")]
    [InlineData("\u0085")]
    [InlineData("\u2028a")]
    [InlineData("\v\f")]
    public void A_piece_may_be_any_line(string piece)
    {
        var model = new WordPieceModel(Build([piece, "", "[UNK]", "##" + piece, "##"]), 2, "##", 100, "here");

        Split(model, piece + piece).ShouldBe([new Piece(0, 0, piece.Length), new Piece(3, piece.Length, 2 * piece.Length)]);
        Split(model, "b").ShouldBe([new Piece(2, 0, 1)]);
    }

    [Fact]
    public void An_added_token_between_the_pieces_is_none()
    {
        var builder = new VocabularyBuilder("test", 4);
        builder.Add("[UNK]", 3, () => "");
        builder.Add("a", 1, () => "");
        builder.AddToken("b", 0, "");
        builder.AddToken("##b", 2, "");
        var model = new WordPieceModel(builder.Build(), 3, "##", 100, "here");

        Split(model, "a").ShouldBe([new Piece(1, 0, 1)]);
        Split(model, "b").ShouldBe([new Piece(3, 0, 1)]);
        Split(model, "ab").ShouldBe([new Piece(3, 0, 2)]);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("\r")]
    [InlineData("##\r\n")]
    public void A_piece_of_several_lines_is_refused(string piece)
    {
        BenchException exception = Should.Throw<BenchException>(
            () => new WordPieceModel(Build(["[UNK]", "a", piece]), 0, "##", 100, "here"));

        exception.Problem.ShouldContain("The piece with id 2 has a line break");
        exception.Where.ShouldBe("here");
        exception.Remedy.ShouldNotBeNull();
    }

    [Fact]
    public void An_unknown_token_that_is_no_piece_is_refused()
    {
        var builder = new VocabularyBuilder("test", 4);
        builder.Add("a", 0, () => "");
        builder.AddToken("[UNK]", 1, "");

        Should.Throw<BenchException>(() => new WordPieceModel(builder.Build(), 1, "##", 100, "here"))
            .Problem.ShouldContain("[UNK] is an added token");
    }

    [Fact]
    public void A_prefix_longer_than_any_piece_is_refused()
    {
        Split(new WordPieceModel(Build(_pieces), 0, new string('#', 1000), 100, "here"), "ab").ShouldBe([new Piece(2, 0, 2)]);
        Should.Throw<BenchException>(() => new WordPieceModel(Build(_pieces), 0, new string('#', 1001), 100, "here"))
            .Problem.ShouldContain("continuing_subword_prefix has 1001 characters");
    }

    private static List<Piece> Split(WordPieceModel model, string word)
    {
        var pieces = new List<Piece>();
        model.Split(word, pieces);
        return pieces;
    }

    private static WordPieceModel Model(int maxWordLength = 10) => new(Build(_pieces), 0, "##", maxWordLength, "here");

    private static Vocabulary Build(string[] pieces)
    {
        var builder = new VocabularyBuilder("test", pieces.Length);
        for (int i = 0; i < pieces.Length; i++)
        {
            builder.Add(pieces[i], i, () => "");
        }

        return builder.Build();
    }
}
