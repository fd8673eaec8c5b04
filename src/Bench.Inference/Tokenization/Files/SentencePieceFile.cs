using System.Buffers.Binary;
using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What a SentencePiece model file says.</summary>
/// <param name="Pieces">Every piece with its score, by its number in the file.</param>
/// <param name="Unknown">Number of the unknown piece.</param>
/// <param name="CharacterMap">Compiled table of character replacements; empty where there is none.</param>
/// <param name="FallsBackToBytes">Whether unknown characters become the pieces of their bytes.</param>
internal sealed record SentencePieceFile(
    IReadOnlyList<(string Text, double Score)> Pieces, int Unknown, byte[] CharacterMap, bool FallsBackToBytes)
{
    private const int UnigramType = 1;
    private const int UnknownPieceType = 2;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">It is damaged, or no Unigram model with an unknown piece.</exception>
    public static SentencePieceFile Read(string path)
    {
        var pieces = new List<(string Text, double Score)>();
        int? unknown = null;
        byte[] characterMap = [];
        (ulong modelType, ulong fallsBackToBytes) = (UnigramType, 0);
        foreach (WireField field in WireFormat.Fields(InputFile.Bytes(path, InputFile.Table), path))
        {
            switch (field.Number)
            {
                case 1:
                    (string text, double score, int type) = ReadPiece(field, path);
                    unknown = type == UnknownPieceType ? pieces.Count : unknown;
                    pieces.Add((text, score));
                    break;
                case 2:
                    modelType = WireFormat.Fields(field.Bytes, path).LastOrDefault(part => part.Number == 3)?.Value ?? modelType;
                    fallsBackToBytes = WireFormat.Fields(field.Bytes, path).LastOrDefault(part => part.Number == 35)?.Value
                        ?? fallsBackToBytes;
                    break;
                case 3:
                    characterMap = WireFormat.Fields(field.Bytes, path).LastOrDefault(part => part.Number == 2)?.Bytes.ToArray()
                        ?? characterMap;
                    break;
            }
        }

        return modelType == UnigramType && unknown is { } number
            ? new SentencePieceFile(pieces, number, characterMap, fallsBackToBytes != 0)
            : throw Unsupported.Part("SentencePiece model", modelType == UnigramType ? "without an unknown piece" : "other than Unigram",
                path, "Unigram, or any in tokenizer.json");
    }

    private static (string Text, double Score, int Type) ReadPiece(WireField field, string path)
    {
        (string text, double score, int type) = ("", 0, 1);
        foreach (WireField part in WireFormat.Fields(field.Bytes, path))
        {
            switch (part.Number)
            {
                case 1: text = Encoding.UTF8.GetString(part.Bytes.Span); break;
                case 2 when part.Bytes.Length == 4: score = BinaryPrimitives.ReadSingleLittleEndian(part.Bytes.Span); break;
                case 3: type = (int)part.Value; break;
            }
        }

        return double.IsFinite(score)
            ? (text, score, type)
            : throw new BenchException(
                $"The piece '{text}' has the score {score}, expected a number", path, "Copy the file again from where the model came from");
    }
}
