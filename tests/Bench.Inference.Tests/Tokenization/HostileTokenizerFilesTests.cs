using System.Text;
using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Inference.Tests;

/// <summary>Whatever a tokenizer's files hold, loading gives a tokenizer that works, or a clear error.</summary>
public sealed class HostileTokenizerFilesTests
{
    private static readonly byte[] _json = Encoding.UTF8.GetBytes(SmallVocabulary.Json().ToJsonString());

    private static readonly string[] _replacements =
        ["null", "[]", "{}", "0", "-1", "99999999999", "1.5", "\"\"", "\"\\ud800\"", "true", "\"[MASK]\"", "[[]]", "{\"type\": \"Sequence\", \"normalizers\": []}"];

    [Fact]
    public void Changed_bytes()
    {
        Gen<byte[]> changed = Gen.Choose(0, _json.Length - 1)
            .SelectMany(_ => Gen.Choose(0, 255), (at, value) => (At: at, Value: (byte)value))
            .ArrayOf(3)
            .Select(changes =>
            {
                byte[] bytes = [.. _json];
                foreach ((int at, byte value) in changes)
                {
                    bytes[at] = value;
                }

                return bytes;
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(changed.ToArbitrary(), bytes => Load("tokenizer.json", bytes)));
    }

    [Fact]
    public void Every_value_replaced_by_every_other()
    {
        string json = Encoding.UTF8.GetString(_json);
        int[] values = [.. Enumerable.Range(0, json.Length).Where(i => json[i] == ':' && json[i - 1] == '"')];
        foreach (int colon in values)
        {
            int end = json.AsSpan(colon + 1).IndexOfAny(",}]") + colon + 1;
            foreach (string replacement in _replacements)
            {
                Load("tokenizer.json", Encoding.UTF8.GetBytes(json[..(colon + 1)] + replacement + json[end..]));
            }
        }
    }

    [Fact]
    public void Changed_vocabulary_text()
    {
        Gen<string> texts = Gen.Elements(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##b", "", " ", "\r", "\u0000", "##", "\n"])
            .ArrayOf()
            .Select(lines => string.Join('\n', lines.Distinct()));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(texts.ToArbitrary(), text => Load("vocab.txt", Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + text))));
    }

    private static void Load(string name, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, bytes);
        try
        {
            Tokenizer tokenizer = TokenizerFiles.Load(folder.Path, 64);
            TokenizedText text = tokenizer.Encode("a good film ab[MASK] İ한", "a\u0000b");
            text.Tokens.ShouldAllBe(token => token.Id >= 0 && token.Id < tokenizer.VocabularySize && tokenizer.Piece(token.Id) == token.Text);
        }
        catch (BenchException exception)
        {
            exception.Where!.ShouldStartWith(folder.Path);
        }
    }
}
