using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>The library's BPE gives the pieces that ours gives, wherever it is used.</summary>
public sealed class LibraryBytePairModelTests
{
    private const int RandomWords = 100_000;

    public static TheoryData<string> Vocabularies => ["bytelevel-roberta", "bytelevel-modernbert", "split-llama3", "split-qwen2"];

    [Theory]
    [MemberData(nameof(Vocabularies))]
    public void Pieces_are_equal_for_every_piece_and_random_words(string name) =>
        Compare(Path.Combine(Repository.Golden, "tokenizers", name, "tokenizer.json"), RandomWords / 4);

    // A vocabulary of characters, with unknown ones single and fused.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pieces_of_characters_with_an_unknown_token_are_equal(bool fuses)
    {
        string path = Path.Combine(Repository.Golden, "tokenizers", "bpe-byte-fallback-llama2", "tokenizer.json");
        Compare(path, RandomWords / 2, vocabulary => new BytePairOptions { Unknown = vocabulary.IdOf("<unk>"), FusesUnknown = fuses });
    }

    [SharedFact("tokenizers/roberta-base")]
    public void Pieces_of_a_published_vocabulary_are_equal() =>
        Compare(SharedFolder.Find("tokenizers", "roberta-base", "tokenizer.json"), RandomWords);

    [Fact]
    public void Words_that_are_not_bytes_go_to_ours()
    {
        (Vocabulary vocabulary,
            List<(int, int, int)> merges) = Read(Path.Combine(Repository.Golden, "tokenizers", "split-qwen2", "tokenizer.json"));

        Split(LibraryBytePairModel.Of(vocabulary, merges, new BytePairOptions()), "中a中")
            .ShouldBe([new Piece(vocabulary.IdOf("a")!.Value, 1, 2)]);
    }

    public static TheoryData<string> Others => ["fallback", "whole", "prefix", "suffix"];

    [Theory]
    [MemberData(nameof(Others))]
    public void What_the_library_does_not_do_is_ours(string option)
    {
        (Vocabulary vocabulary,
            List<(int, int, int)> merges) = Read(Path.Combine(Repository.Golden, "tokenizers", "split-qwen2", "tokenizer.json"));

        LibraryBytePairModel.Of(vocabulary, merges, new BytePairOptions
        {
            FallsBackToBytes = option == "fallback",
            WholeWordsFirst = option == "whole",
            ContinuingPrefix = option == "prefix" ? "##" : "",
            EndSuffix = option == "suffix" ? "</w>" : "",
        }).ShouldBeOfType<BytePairModel>();
        LibraryBytePairModel.Of(vocabulary, merges, new BytePairOptions()).ShouldBeOfType<LibraryBytePairModel>();
    }

    private static void Compare(string path, int words, Func<Vocabulary, BytePairOptions>? options = null)
    {
        (Vocabulary vocabulary, List<(int, int, int)> merges) = Read(path);
        BytePairOptions said = options?.Invoke(vocabulary) ?? new BytePairOptions();
        var own = new BytePairModel(vocabulary, merges, said);
        IPieceModel library = LibraryBytePairModel.Of(vocabulary, merges, said);
        library.ShouldBeOfType<LibraryBytePairModel>();
        string[] pieces = [.. vocabulary.Pieces.Select(piece => piece.Text)];
        foreach (string word in pieces.Concat(Words(pieces, words)))
        {
            Split(library, word).ShouldBe(Split(own, word), word);
        }
    }

    // Characters of bytes at random, letters with others between them, pieces one after the other, and runs of one byte, in which all
    // merges tie.
    private static IEnumerable<string> Words(string[] pieces, int count)
    {
        var random = new DeterministicRandom(5);
        for (int i = 0; i < count; i++)
        {
            int length = 1 + random.NextInt(12);
            yield return (i % 4) switch
            {
                0 => string.Concat(Enumerable.Range(0, length).Select(_ => ByteCharacters.Of((byte)random.NextInt(256)))),
                1 => string.Concat(Enumerable.Range(0, length).Select(_ => ByteCharacters.Of((byte)('a' + random.NextInt(26))))),
                2 when i % 8 == 2 => $"a{char.ConvertFromUtf32(0x1F600 + random.NextInt(60))}b日{(char)('a' + random.NextInt(26))}",
                2 => string.Concat(Enumerable.Range(0, 1 + random.NextInt(4)).Select(_ => pieces[random.NextInt(pieces.Length)])),
                _ => new string(ByteCharacters.Of((byte)random.NextInt(256)), length * 3),
            };
        }
    }

    private static List<Piece> Split(IPieceModel model, string word)
    {
        var pieces = new List<Piece>();
        model.Split(word, pieces);
        return pieces;
    }

    private static (Vocabulary Vocabulary, List<(int, int, int)> Merges) Read(string path)
    {
        JsonPlace section = JsonPlace.ReadObject(path)["model"];
        var builder = new VocabularyBuilder(path, 50_000);
        ModelReader.ReadVocabulary(section, builder);
        Vocabulary vocabulary = builder.Build();
        return (vocabulary, [.. section["merges"].Items().Select(merge => Merges.Of(
            merge.Value.ValueKind == System.Text.Json.JsonValueKind.Array
                ? [.. merge.Items().Select(item => item.Text())]
                : merge.Text().Split(' '),
            "", vocabulary, merge.Where))]);
    }
}
