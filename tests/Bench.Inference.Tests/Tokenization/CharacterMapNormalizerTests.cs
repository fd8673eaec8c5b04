using System.Buffers.Binary;
using System.Text;
using Bench.Abstractions;

namespace Bench.Inference.Tests;

public sealed class CharacterMapNormalizerTests
{
    private static readonly byte[] _table = Table(("ﬁ", "fi"), ("A", "a"), ("\u3000", " "), ("e\u0301", "é"), ("\u0007", ""), ("㎏", "kg"));

    [Theory]
    [InlineData("ﬁlm A", "film a")]
    [InlineData("x\u3000y\u0007z", "x yz")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("5㎏", "5kg")]
    [InlineData("plain", "plain")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F468\u200D\U0001F469\u200D\U0001F467")]
    public void Replaces_graphemes_and_characters(string text, string expected) => Normalize(text).Units.ToString().ShouldBe(expected);

    [Fact]
    public void What_comes_of_a_character_knows_where_it_was()
    {
        AlignedText text = Normalize("xﬁe\u0301");

        Enumerable.Range(0, text.Length).Select(i => text.OriginOf(i))
            .ShouldBe([new Origin(0, 1), new Origin(1, 2), new Origin(1, 2), new Origin(2, 3)]);
    }

    [Fact]
    public void A_damaged_table_is_refused_or_does_no_harm()
    {
        Should.Throw<BenchException>(() => new CharacterMapNormalizer([], "file")).Problem.ShouldContain("0 bytes");
        Should.Throw<BenchException>(() => new CharacterMapNormalizer(_table.AsSpan(0, 100), "file"));
        var random = new DeterministicRandom(3);
        for (int trial = 0; trial < 2000; trial++)
        {
            byte[] table = [.. _table];
            for (int change = 0; change < 4; change++)
            {
                table[4 + random.NextInt(table.Length - 4)] = (byte)random.NextInt(256);
            }

            string text = "ﬁlm A\u3000㎏ e\u0301";
            new CharacterMapNormalizer(table, "file").Normalize(AlignedText.Of(text, 0, text.Length)).Length.ShouldBeLessThan(10_000);
        }
    }

    private static AlignedText Normalize(string text) =>
        new CharacterMapNormalizer(_table, "file").Normalize(AlignedText.Of(text, 0, text.Length));

    // A double array as darts-clone lays it out, built the plain way: every node gets the first offset at which its children are free.
    private static byte[] Table(params (string From, string To)[] entries)
    {
        var units = new uint[1 << 14];
        var taken = new bool[units.Length];
        taken[0] = true;
        var replacements = new MemoryStream();
        var values = new Dictionary<string, int>();
        foreach ((string from, string to) in entries)
        {
            values[Convert.ToHexString(Encoding.UTF8.GetBytes(from))] = (int)replacements.Position;
            replacements.Write([.. Encoding.UTF8.GetBytes(to), 0]);
        }

        Place(0, "");
        var table = new byte[4 + (units.Length * 4) + replacements.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(table, (uint)units.Length * 4);
        for (int i = 0; i < units.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(4 + (4 * i)), units[i]);
        }

        replacements.ToArray().CopyTo(table, 4 + (units.Length * 4));
        return table;

        void Place(int node, string path)
        {
            int[] labels = [.. values.Keys.Where(key => key.Length > path.Length && key.StartsWith(path, StringComparison.Ordinal))
                .Select(key => (int)Convert.FromHexString(key.Substring(path.Length, 2))[0]).Distinct()];
            bool isLeaf = values.TryGetValue(path, out int value);
            int[] children = isLeaf ? [0, .. labels] : labels;
            int offset = Enumerable.Range(1, 1 << 13).First(offset => children.All(label => !taken[node ^ offset ^ label]));
            foreach (int label in children)
            {
                taken[node ^ offset ^ label] = true;
            }

            units[node] |= (uint)offset << 10 | (isLeaf ? 0x100u : 0);
            if (isLeaf)
            {
                units[node ^ offset] = 0x8000_0000 | (uint)value;
            }

            foreach (int label in labels)
            {
                units[node ^ offset ^ label] = (uint)label;
                Place(node ^ offset ^ label, path + label.ToString("X2", null));
            }
        }
    }
}
