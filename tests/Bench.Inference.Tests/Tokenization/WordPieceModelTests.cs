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
    public void Takes_the_longest_piece_first(string word, string expected)
    {
        List<Piece> pieces = Split(word);

        string.Join(' ', pieces.Select(piece => _pieces[piece.Id])).ShouldBe(expected);
        pieces[0].From.ShouldBe(0);
        pieces[^1].To.ShouldBe(word.Length);
        pieces.Zip(pieces.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
    }

    [Fact]
    public void The_limit_counts_scalar_values()
    {
        string tenPairs = string.Concat(Enumerable.Repeat("\U00010400", 10));

        Split(tenPairs).Count.ShouldBe(10);
        Split(tenPairs + "d").ShouldBe([new Piece(0, 0, 21)]);
        Split("a" + new string('b', 10)).ShouldBe([new Piece(0, 0, 11)]);
    }

    [Fact]
    public void An_unknown_word_leaves_the_pieces_before_it()
    {
        var pieces = new List<Piece> { new(9, 0, 1) };
        Model().Split("abz", pieces);

        pieces.ShouldBe([new Piece(9, 0, 1), new Piece(0, 0, 3)]);
    }

    [Fact]
    public void A_prefix_longer_than_the_first_piece_is_no_trouble()
    {
        Vocabulary vocabulary = Build(["?", "a", "»»»b", "»»»bb"]);
        var pieces = new List<Piece>();
        new WordPieceModel(vocabulary, 0, "»»»", 100).Split("abbb", pieces);

        pieces.ShouldBe([new Piece(1, 0, 1), new Piece(3, 1, 3), new Piece(2, 3, 4)]);
    }

    private static List<Piece> Split(string word)
    {
        var pieces = new List<Piece>();
        Model().Split(word, pieces);
        return pieces;
    }

    private static WordPieceModel Model() => new(Build(_pieces), 0, "##", maxWordLength: 10);

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
