using Bench.Abstractions;

namespace Bench.Inference.Tests;

public sealed class UnigramModelTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abab", "ab ab")]
    [InlineData("aab", "a ab")]
    [InlineData("axxb", "a [?] b")]
    [InlineData("x", "[?]")]
    [InlineData("a\U0001F602b", "a [?] b")]
    public void Takes_the_pieces_with_the_largest_sum_of_scores(string word, string expected)
    {
        (string Text, double Score)[] vocabulary = [("[?]", 0), ("a", -2), ("b", -2), ("ab", -3), ("abc", -4), ("c", -2)];
        var pieces = new List<Piece>();
        new UnigramModel(vocabulary, 0).Split(word, pieces);

        string.Join(' ', pieces.Select(piece => vocabulary[piece.Id].Text)).ShouldBe(expected);
        pieces[0].From.ShouldBe(0);
        pieces[^1].To.ShouldBe(word.Length);
        pieces.Zip(pieces.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
    }

    [Theory]
    [InlineData("abab", "ab ab")]
    [InlineData("bab", "b ab")]
    [InlineData("aba", "a ba")]
    public void Of_equal_sums_the_one_with_the_longest_last_piece_wins(string word, string expected)
    {
        (string Text, double Score)[] vocabulary = [("[?]", 0), ("a", -1), ("b", -1), ("ab", -2), ("ba", -2)];
        var pieces = new List<Piece>();
        new UnigramModel(vocabulary, 0).Split(word, pieces);

        string.Join(' ', pieces.Select(piece => vocabulary[piece.Id].Text)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("pqxrs", "p qx rs")]
    [InlineData("xyz", "[?] yz")]
    public void An_unknown_character_costs_ten_more_than_the_rarest_piece(string word, string expected)
    {
        // p + qx + rs is −10, pq + unknown + rs −2 −15; xy and an unknown z −20, an unknown x and yz −16.
        (string Text, double Score)[] vocabulary = [("p", -4), ("pq", -1), ("qx", -5), ("[?]", 0), ("rs", -1), ("xy", -5), ("yz", -1)];
        var pieces = new List<Piece>();
        new UnigramModel(vocabulary, 3).Split(word, pieces);

        string.Join(' ', pieces.Select(piece => vocabulary[piece.Id].Text)).ShouldBe(expected);
    }

    [Fact]
    public void Unknown_characters_become_bytes_where_all_are_there()
    {
        (string Text, double Score)[] vocabulary = [("[?]", 0), ("a", -1), ("<0xC3>", -9), ("<0xA9>", -9)];
        var pieces = new List<Piece>();
        new UnigramModel(vocabulary, 0, fallsBackToBytes: true).Split("aéè", pieces);
        pieces.ShouldBe([new Piece(1, 0, 1), new Piece(0, 1, 3)]);

        pieces.Clear();
        new UnigramModel(vocabulary, 0, fallsBackToBytes: true).Split("éa", pieces);
        pieces.ShouldBe([new Piece(2, 0, 1), new Piece(3, 0, 1), new Piece(1, 1, 2)]);
    }

    [Fact]
    public void No_other_way_to_cut_a_word_has_a_larger_sum()
    {
        var random = new DeterministicRandom(7);
        for (int trial = 0; trial < 300; trial++)
        {
            (string Text, double Score)[] vocabulary =
            [
                ("", 0),
                .. Enumerable.Range(0, 12)
                    .Select(_ => string.Concat(Enumerable.Range(0, 1 + random.NextInt(3)).Select(_ => "abc"[random.NextInt(3)])))
                    .Concat(["a", "b", "c"])
                    .Distinct()
                    .Select(text => (text, -10 * random.NextDouble())),
            ];
            string word = string.Concat(Enumerable.Range(0, 1 + random.NextInt(9)).Select(_ => "abc"[random.NextInt(3)]));
            var pieces = new List<Piece>();
            new UnigramModel(vocabulary, 0).Split(word, pieces);

            string.Concat(pieces.Select(piece => vocabulary[piece.Id].Text)).ShouldBe(word);
            pieces.Sum(piece => vocabulary[piece.Id].Score).ShouldBe(Best(word, vocabulary), 1e-9);
        }
    }

    private static double Best(string word, (string Text, double Score)[] vocabulary) => word.Length == 0
        ? 0
        : vocabulary.Where(piece => piece.Text.Length > 0 && word.StartsWith(piece.Text, StringComparison.Ordinal))
            .Max(piece => piece.Score + Best(word[piece.Text.Length..], vocabulary));
}
