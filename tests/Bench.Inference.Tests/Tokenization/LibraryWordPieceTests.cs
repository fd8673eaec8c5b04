using System.Text;
using Bench.Abstractions;
using Bench.TestKit;
using Microsoft.ML.Tokenizers;

namespace Bench.Inference.Tests;

/// <summary>
/// Our WordPiece gives the pieces that the library's gives. Ours stays because it is faster, and the library's time grows with the cube of
/// a word's length (measured in docs/tokenizers.md), which it counts in UTF-16 units.
/// </summary>
public sealed class LibraryWordPieceTests
{
    private const int RandomWords = 100_000;
    private const string Unknown = "[UNK]";

    [Theory]
    [InlineData("wordpiece-uncased")]
    [InlineData("wordpiece-cased")]
    [InlineData("wordpiece-lower-keep-accents")]
    public void Pieces_are_equal_for_every_piece_and_random_words(string name)
    {
        Vocabulary vocabulary = Read(Path.Combine(Repository.Golden, "tokenizers", name, "tokenizer.json"));
        var own = new WordPieceModel(vocabulary, vocabulary.IdOf(Unknown)!.Value, "##", 100);
        WordPieceTokenizer library = Library(vocabulary);
        string[] pieces = [.. vocabulary.Pieces.Select(piece => piece.Text)];
        foreach (string word in pieces.Concat(Words(pieces, RandomWords / 3)).Where(word => word.Length > 0))
        {
            var found = new List<Piece>();
            own.Split(word, found);
            found.ShouldBe(
                library.EncodeToTokens(word, out string? _, considerPreTokenization: false, considerNormalization: false)
                    .Select(token => new Piece(token.Id, token.Offset.Start.Value, token.Offset.End.Value)),
                word);
        }
    }

    private static WordPieceTokenizer Library(Vocabulary vocabulary)
    {
        string[] lines = [.. Enumerable.Range(0, vocabulary.Pieces.Max(piece => piece.Id) + 1).Select(id => $"[unused{id}]")];
        foreach ((string text, int id) in vocabulary.Pieces)
        {
            lines[id] = text;
        }

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return WordPieceTokenizer.Create(stream, new WordPieceOptions { PreTokenizer = null, Normalizer = null, UnknownToken = Unknown });
    }

    // First letters of pieces, letters, pieces one after the other, and words about as long as the longest that is not unknown as such.
    private static IEnumerable<string> Words(string[] pieces, int count)
    {
        var random = new DeterministicRandom(5);
        string[] bare = [.. pieces.Select(piece => piece.Replace("##", "", StringComparison.Ordinal)).Where(piece => piece.Length > 0)];
        for (int i = 0; i < count; i++)
        {
            int length = 1 + random.NextInt(12);
            yield return (i % 4) switch
            {
                0 =>
                    string.Concat(Enumerable.Range(0, length)
                        .Select(_ => bare[random.NextInt(bare.Length)].EnumerateRunes().First().ToString())),
                1 => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.NextInt(26)))),
                2 => string.Concat(Enumerable.Range(0, 1 + random.NextInt(4)).Select(_ => bare[random.NextInt(bare.Length)])),
                _ => new string((char)('a' + random.NextInt(26)), 95 + length),
            };
        }
    }

    private static Vocabulary Read(string path)
    {
        JsonPlace section = JsonPlace.ReadObject(path)["model"];
        var builder = new VocabularyBuilder(path, 50_000);
        ModelReader.ReadVocabulary(section, builder);
        return builder.Build();
    }
}
