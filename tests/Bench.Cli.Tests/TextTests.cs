using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

public sealed class TextTests
{
    private static readonly string[] _tokenize = ["tokenize", "--model", "sst2-bert-mini", "--format", "json"];

    [Theory]
    [InlineData("@united great flight")]
    [InlineData("--core torch")]
    [InlineData("--text")]
    [InlineData("I like --core torch a lot")]
    [InlineData("-x")]
    [InlineData("a=b:c")]
    [InlineData("\"quoted\" 'words'")]
    public void A_text_is_literal_whatever_it_begins_with(string text)
    {
        Pieces(BenchProcess.Run([.. _tokenize, "--text", text]))
            .ShouldBe(Pieces(BenchProcess.RunOn(text, [.. _tokenize, "--text-file", "-"])));
        Pieces(BenchProcess.Run([.. _tokenize, $"--text={text}"]))
            .ShouldBe(Pieces(BenchProcess.RunOn(text, [.. _tokenize, "--text", "-"])));
        Pieces(BenchProcess.Run([.. _tokenize, "--text", "one", "--text-pair", text])).Length.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void An_existing_file_is_not_spliced_into_the_arguments()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "arguments");
        File.WriteAllText(file, "good --text-pair bad");

        Pieces(BenchProcess.Run([.. _tokenize, "--text", $"@{file}"])).ShouldContain("@");
    }

    [Fact]
    public void A_text_is_read_from_a_file_without_the_line_end_at_its_end()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "text.txt");

        // Byte-level tokenizers have a token for a line end.
        foreach (string end in (string[])["\r\n", "\n"])
        {
            File.WriteAllText(file, $"Not a dull\nmoment.{end}");
            JsonElement tokens = BenchProcess.Run(
                "tokenize", "--model", GoldenTask.Model("roberta-qa"), "--format", "json", "--text-file", file)
                .Json().GetProperty("tokens");

            tokens.EnumerateArray().Max(token => token.GetProperty("end").GetInt32()).ShouldBe("Not a dull\nmoment.".Length);
        }
    }

    [Fact]
    public void An_empty_text_is_a_text_and_another_empty_word_is_none()
    {
        Pieces(BenchProcess.Run([.. _tokenize, "--text", ""])).ShouldBe(["[CLS]", "[SEP]"]);
        BenchProcess.Run("tokenize", "--text", "", "--model", "").ShouldBeRefused("The word behind '--model' is empty");
    }

    [Fact]
    public void Texts_that_cannot_be_read_are_refused()
    {
        using var folder = new TemporaryFolder();
        string notUtf8 = Path.Combine(folder.Path, "latin1.txt");
        File.WriteAllBytes(notUtf8, [0x63, 0x61, 0x66, 0xE9]);

        BenchProcess.Run(_tokenize).ShouldBeRefused("no text", "--text-file");
        BenchProcess.Run([.. _tokenize, "--text", "a", "--text-file", notUtf8]).ShouldBeRefused("Two texts");
        BenchProcess.Run([.. _tokenize, "--text-file", notUtf8]).ShouldBeRefused("Byte 3 is not UTF-8", notUtf8);
        BenchProcess.Run([.. _tokenize, "--text-file", folder.Path]).ShouldBeRefused("This is a folder");
        BenchProcess.Run([.. _tokenize, "--text-file", "/dev/zero"]).ShouldBeRefused("a pipe or a device", "/dev/zero");
        BenchProcess.RunOn("", [.. _tokenize, "--text", "-"]).ShouldBeRefused("Standard input is empty");
    }

    private static string[] Pieces(BenchProcess.Outcome outcome) =>
        [.. outcome.Json().GetProperty("tokens").EnumerateArray().Select(token => token.GetProperty("text").GetString()!)];
}
