using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>A text of five tokens in three words, <c>un·happi·ly end·s now</c>, and models that tell whether words stay whole.</summary>
internal static class UnitGames
{
    /// <summary>Positions of the tokens of each word.</summary>
    public static readonly int[][] Words = [[1, 2, 3], [4, 5], [6]];

    public static TokenizedText Text(Granularity granularity = Granularity.Word, Gather gather = Gather.Sum)
    {
        (string Piece, int Start)[] pieces = [("un", 0), ("happi", 2), ("ly", 7), ("end", 10), ("s", 13), ("now", 15)];
        return new TokenizedText
        {
            Text = "unhappily ends now",
            Tokens =
            [
                new Token(2, "[CLS]", 0, 0, true, 0, 0, -1),
                .. pieces.Select((piece, i) => new Token(
                    Toy.Tokenizer.Id(piece.Piece), piece.Piece, piece.Start, piece.Start + piece.Piece.Length, false, 0, 0, i)),
                new Token(3, "[SEP]", 0, 0, true, 0, 0, -1),
            ],
        }.InUnits(new UnitChoice(granularity, gather));
    }

    public static ExplanationRequest Request(IModel model, Granularity granularity = Granularity.Word, Gather gather = Gather.Sum) => new()
    {
        Model = model,
        Tokenizer = Toy.Tokenizer,
        Input = Text(granularity, gather),
        Target = new Target(1),
        Seed = 7,
    };

    /// <summary>A game on whole words: it refuses a row that holds a part of one.</summary>
    public static FunctionModel Model(double[] table)
    {
        TokenizedText text = Text();
        return new FunctionModel(
            row =>
            {
                int[] left = row.TokenIds.ToArray();
                bool[] kept = [.. Words.Select(word =>
                {
                    int[] ids = [.. word.Select(position => text.Tokens[position].Id)];
                    int found = ids.Count(left.Contains);
                    return found == 0 || found == ids.Length
                        ? found > 0
                        : throw new InvalidOperationException("A part of a word was taken away.");
                })];
                double value = table[Games.Index(kept)];
                return [-value, value];
            },
            "NO",
            "YES");
    }
}
