using Bench.Abstractions;

namespace Bench.Inference.Tests;

public sealed class BytePairModelTests
{
    private static readonly string[] _pieces = ["a", "b", "c", "ab", "bc", "abc", "cc", "aa", "aaaa", "abab"];

    [Theory]
    [InlineData("abc", "b c, a bc", "abc")]
    [InlineData("abc", "a b, b c, a bc", "ab c")]
    [InlineData("aaa", "a a", "aa a")]
    [InlineData("aaaaa", "a a, aa aa", "aaaa a")]
    [InlineData("ababab", "a b, ab ab", "abab ab")]
    [InlineData("bccb", "c c", "b cc b")]
    [InlineData("c", "a b", "c")]
    public void Merges_what_was_learned_first_from_the_left(string word, string merges, string expected)
    {
        List<Piece> pieces = Split(word, merges, new BytePairOptions());

        string.Join(' ', pieces.Select(piece => _pieces[piece.Id])).ShouldBe(expected);
        pieces.Select(piece => word[piece.From..piece.To]).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public void Gives_what_merging_pair_by_pair_gives()
    {
        var random = new DeterministicRandom(5);
        string[] merges = ["a b", "c c", "b c", "a a", "ab ab", "a bc", "aa aa"];
        for (int trial = 0; trial < 500; trial++)
        {
            string word = string.Concat(Enumerable.Range(0, 1 + random.NextInt(40)).Select(_ => "abc"[random.NextInt(3)]));
            string[] shuffled = [.. merges.OrderBy(_ => random.NextDouble())];

            string.Join(' ', Split(word, string.Join(", ", shuffled), new BytePairOptions()).Select(piece => _pieces[piece.Id]))
                .ShouldBe(string.Join(' ', PairByPair(word, shuffled)), $"{word} by {string.Join(", ", shuffled)}");
        }
    }

    [Theory]
    [InlineData(false, "a [?] [?] b")]
    [InlineData(true, "a [?] b")]
    public void Unknown_characters_may_be_one_token(bool fuses, string expected)
    {
        List<Piece> pieces = Split("axyb", "a b", new BytePairOptions { Unknown = 99, FusesUnknown = fuses });

        string.Join(' ', pieces.Select(piece => piece.Id == 99 ? "[?]" : _pieces[piece.Id])).ShouldBe(expected);
        pieces[^1].ShouldBe(new Piece(1, 3, 4));
    }

    [Fact]
    public void A_character_without_a_token_is_left_out_and_a_whole_word_may_go_first()
    {
        Split("axb", "b c", new BytePairOptions()).ShouldBe([new Piece(0, 0, 1), new Piece(1, 2, 3)]);
        Split("abc", "a b", new BytePairOptions { WholeWordsFirst = true }).ShouldBe([new Piece(5, 0, 3)]);
    }

    [Fact]
    public void A_word_of_a_million_characters_takes_no_quadratic_time() =>
        Split(new string('a', 1_000_000), "a a, aa aa", new BytePairOptions()).Count.ShouldBe(250_000);

    private static List<Piece> Split(string word, string merges, BytePairOptions options)
    {
        var builder = new VocabularyBuilder("test", 10);
        for (int id = 0; id < _pieces.Length; id++)
        {
            builder.Add(_pieces[id], id, () => "");
        }

        Vocabulary vocabulary = builder.Build();
        var pieces = new List<Piece>();
        new BytePairModel(vocabulary, [.. merges.Split(", ").Select(merge => Merges.Of(merge.Split(' '), "", vocabulary, "test"))], options)
            .Split(word, pieces);
        return pieces;
    }

    private static List<string> PairByPair(string word, string[] merges)
    {
        List<string> symbols = [.. word.Select(letter => letter.ToString())];
        while (true)
        {
            string[] pairs = [.. symbols.Zip(symbols.Skip(1), (left, right) => $"{left} {right}")];
            string? first = merges.FirstOrDefault(pairs.Contains);
            if (first is null)
            {
                return symbols;
            }

            int at = Array.IndexOf(pairs, first);
            symbols[at] += symbols[at + 1];
            symbols.RemoveAt(at + 1);
        }
    }
}
