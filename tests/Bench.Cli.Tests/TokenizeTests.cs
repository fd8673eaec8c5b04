using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary><c>tokenize</c> needs a tokenizer and nothing else.</summary>
public sealed class TokenizeTests
{
    private static string Folder(string kind, string name) => Path.Combine(Repository.Golden, kind, name);

    [Fact]
    public void A_folder_without_a_model_is_enough()
    {
        JsonElement[] tokens =
            [.. BenchProcess.Run("tokenize", "--model", Folder("tokenizers", "split-llama3"), "--text", "it's 1234 🙂", "--format", "json")
                .Json().GetProperty("tokens").EnumerateArray()];

        tokens[0].GetProperty("special").GetBoolean().ShouldBeTrue();
        tokens[^1].GetProperty("end").GetInt32().ShouldBe("it's 1234 🙂".Length);
        tokens.Select(token => token.GetProperty("type").GetInt32()).ShouldAllBe(type => type == 0);
    }

    [Fact]
    public void A_text_without_tokens_is_shown()
    {
        JsonElement tokens =
            BenchProcess.Run("tokenize", "--model", Folder("tokenizers", "wordpiece-uncased"), "--text", " ", "--format", "json")
                .Json().GetProperty("tokens");

        tokens.EnumerateArray().Select(token => token.GetProperty("id").GetInt32()).ShouldBe([2, 3]);
    }

    [Fact]
    public void The_table_shows_what_people_read_and_the_piece_beside_it()
    {
        string table =
            BenchProcess.Run("tokenize", "--model", Folder("tokenizer-folders", "byte-tokens-table"), "--text", "great film 😀 a").Output;

        table.ShouldMatch("│ film +│ Ġfilm");
        table.ShouldMatch("│ 😀 2/2 +│ Ģ");
        table.ShouldMatch("│ ␣ +│ Ġ ");
    }

    [Fact]
    public void What_a_folder_asks_for_and_is_not_there_is_refused_by_name() =>
        BenchProcess.Run("tokenize", "--model", Folder("tokenizer-folders", "japanese-class"), "--text", "日本語")
            .ShouldBeRefused("BertJapaneseTokenizer", "tokenizer_config.json");
}
