using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>The library's WordPiece gives the pieces that BERT's own algorithm gives.</summary>
public sealed class WordPieceReferenceTests
{
    private const int RandomWords = 100_000;

    // Some of the random words are longer, some are not.
    private const int MaxWordLength = 100;

    [Theory]
    [InlineData("wordpiece-uncased")]
    [InlineData("wordpiece-cased")]
    [InlineData("wordpiece-lower-keep-accents")]
    public void Pieces_are_equal_for_every_piece_and_random_words(string name) =>
        Compare(Path.Combine(Repository.Golden, "tokenizers", name, "tokenizer.json"), RandomWords / 3);

    [SharedFact("tokenizers/bert-base-uncased")]
    public void Pieces_of_a_published_vocabulary_are_equal() =>
        Compare(SharedFolder.Find("tokenizers", "bert-base-uncased", "tokenizer.json"), RandomWords);

    private static void Compare(string path, int randomWords)
    {
        Vocabulary vocabulary = Read(path);
        int unknown = vocabulary.IdOf("[UNK]")!.Value;
        var model = new WordPieceModel(vocabulary, unknown, "##", MaxWordLength, path);
        Dictionary<string, int> ids = vocabulary.Pieces.ToDictionary(piece => piece.Text, piece => piece.Id);
        int known = 0;
        int cut = 0;
        foreach (string word in ids.Keys.Concat(Words([.. ids.Keys], randomWords)).Where(word => word.Length > 0))
        {
            var found = new List<Piece>();
            model.Split(word, found);
            found.ShouldBe(ReferenceWordPiece.Split(ids, word, unknown, "##", MaxWordLength), word);
            known += found[0].Id != unknown ? 1 : 0;
            cut += found.Count > 1 ? 1 : 0;
        }

        // Words of every kind: cut into several pieces, and unknown.
        cut.ShouldBeGreaterThan(randomWords / 4);
        known.ShouldBeLessThan(ids.Count + randomWords - (randomWords / 10));
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
