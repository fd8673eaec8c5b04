using System.Text;
using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Evaluation.Tests;

/// <summary>Whatever a file holds, reading it gives instances or a clear error, and spans lie inside their texts.</summary>
public sealed class HostileDatasetTests
{
    private static readonly string[] _fragments =
    [
        "text", "label", "rationale", "spans", "id", ",", ";", "\t", "\"", "\n", "\r\n", "[", "]", "{", "}", ":", "[0, 1]", "0-2",
        "[[0,1]]", "-1", "9999999999",
        "{\"text\": \"good\", \"rationale\": ", "}\n", "{\"text\": ", "\"a😂b\"", "null", "\\ud800", "text,rationale\n", "good,\"[0,1]\"\n",
        "\u0000", "é",
        "{\"annotation_id\": \"d\", \"evidences\": [[{\"docid\": \"d\", \"start_token\": ", "\"end_token\": ", "0", "1", "]]}\n", "..",
        "2147483647",
    ];

    private static readonly Arbitrary<byte[]> _contents = Gen.Frequency(
            (10, Gen.Elements(_fragments).Select(Encoding.UTF8.GetBytes)),
            (1, Gen.Choose(0, 255).Select(value => new[] { (byte)value })))
        .ArrayOf()
        .Select(parts => parts.SelectMany(part => part).ToArray())
        .ToArbitrary();

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("tsv")]
    [InlineData("eraser")]
    [InlineData("e-snli")]
    public void Nothing_but_instances_and_clear_errors(string format)
    {
        using var folder = new TemporaryFolder();
        folder.Write("docs/d", "a b c\n");
        string file = Path.Combine(folder.Path, "val.jsonl");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(_contents, content =>
        {
            File.WriteAllBytes(file, content);
            try
            {
                foreach (Instance instance in Reading.Reader(format).Read(format == "eraser" ? folder.Path : file))
                {
                    CharacterSpan[] spans = [.. instance.Rationales.SelectMany(rationale => rationale.Spans)];
                    spans.ShouldAllBe(span => span.Start >= 0 && span.Start < span.End && span.End <= instance.Text.Length);
                }
            }
            catch (BenchException exception)
            {
                exception.Where!.ShouldStartWith(folder.Path);
            }
        }));
    }
}
