using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Columns and marks as the authors describe them, in the README beside their data; the sentences are ours.</summary>
public sealed class EsnliReaderTests
{
    private const string Header =
        "pairID,gold_label,Sentence1,Sentence2,Explanation_1,Sentence1_marked_1,Sentence2_marked_1,Sentence1_Highlighted_1,Sentence2_Highlighted_1,"
        + "Explanation_2,Sentence1_marked_2,Sentence2_marked_2,Sentence1_Highlighted_2,Sentence2_Highlighted_2,"
        + "Explanation_3,Sentence1_marked_3,Sentence2_marked_3,Sentence1_Highlighted_3,Sentence2_Highlighted_3\n";

    private static readonly string _row =
        "7#1,entailment,\"A man, tall,  runs.\",A person moves.,Running is moving.,\"A *man,* tall,  *runs.*\",A *person* "
            + "*moves.*,\"1,3\",\"9,9\","
        + "Who runs moves.,\"A man, tall,  *runs.*\",A person *moves.*,3,2,No reason.,\"A man, tall,  runs.\",A person moves.,{},{}\n";

    [Fact]
    public void Every_annotator_who_marks_a_word_gives_a_rationale_of_both_texts()
    {
        Instance instance = Read(Header + _row).ShouldHaveSingleItem();

        (instance.Id, instance.Text, instance.TextPair,
            instance.Label).ShouldBe(("7#1", "A man, tall,  runs.", "A person moves.", "entailment"));
        instance.Rationales.Length.ShouldBe(2);
        Reading.Spans(instance).ShouldBe("2-6 14-19 2-8b 9-15b | 14-19 9-15b");
        instance.Text[14..19].ShouldBe("runs.");
        instance.Columns.Select(column => $"{column.Key}={column.Value}")
            .ShouldBe(["Explanation_1=Running is moving.", "Explanation_2=Who runs moves.", "Explanation_3=No reason."]);
        instance.Source.ShouldEndWith("data.csv:2");
    }

    [Fact]
    public void The_training_part_has_one_annotator() =>
        Reading.Spans(Read(
            "pairID,gold_label,WorkerId,Sentence1,Sentence2,Explanation_1,Sentence1_marked_1,Sentence2_marked_1,Sentence1_Highlighted_1,Sentence2_Highlighted_1\n"
            + "1,neutral,X,A b.,C d.,e,A b.,*C* d.,{},0\n").ShouldHaveSingleItem()).ShouldBe("0-1b");

    [Theory]
    [InlineData("A b", "A *b*", "2-3")]
    [InlineData("A b", "A b", "")]
    [InlineData("A b", "", "")]
    [InlineData("A * b", "*A* * b", "0-1")]
    [InlineData("say \"a b\"", "say *a* b", "4-6")]
    [InlineData("A \t b ", "*A* *b*", "0-1 4-5")]
    [InlineData("5*3 is", "*5*3* is", "0-3")]
    [InlineData("5*3 is", "5*3 *is*", "4-6")]
    public void Stars_around_a_word_mark_it(string sentence, string marked, string spans) =>
        Reading.Spans(Read(OneAnnotator(sentence, marked)).ShouldHaveSingleItem()).ShouldBe(spans);

    [Theory]
    [InlineData("A b", "A *c*")]
    [InlineData("A b", "*A*")]
    [InlineData("A b", "*A b*  c")]
    public void A_copy_with_other_words_is_a_bad_row(string sentence, string marked) =>
        Reading.Error(() => Read(OneAnnotator(sentence, marked))).Where!.ShouldEndWith("data.csv:2, column 'Sentence1_marked_1'");

    [Fact]
    public void Bad_rows_are_told_and_the_others_are_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write(
            "data.csv", Header + _row + "8,neutral,A b,,e,A b,\n" + _row + _row.Replace("7#1", "9", StringComparison.Ordinal));

        DatasetRow[] rows = [.. Reading.Reader("e-snli").Rows(path)];

        rows.Select(row => row.Problem is null).ShouldBe([true, false, false, true]);
        rows[1].Problem!.Problem.ShouldContain("7 columns, the header has 19");
        rows[2].Problem!.Problem.ShouldContain("comes twice");
    }

    [Fact]
    public void A_column_that_comes_twice_is_read_once()
    {
        string doubled = OneAnnotator("A b", "A *b*").Replace("pairID,", "pairID,pairID,", StringComparison.Ordinal);

        Reading.Spans(Read(doubled.Replace("\n1,", "\n1,2,", StringComparison.Ordinal)).ShouldHaveSingleItem()).ShouldBe("2-3");
        Reading.Error(() => Read(doubled)).Problem.ShouldContain("6 columns, the header has 7");
    }

    [Fact]
    public void A_copy_of_the_hub_has_no_marks() =>
        Reading.Error(() => Read("premise,hypothesis,label\na,b,0\n")).Remedy!.ShouldContain("esnli_dev.csv");

    private static string OneAnnotator(string sentence, string marked)
    {
        string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return $"pairID,gold_label,Sentence1,Sentence2,Sentence1_marked_1,Sentence2_marked_1\n1,neutral,{Quoted(sentence)},x,{Quoted(marked)},x\n";
    }

    private static Instance[] Read(string content)
    {
        using var folder = new TemporaryFolder();
        return [.. Reading.Reader("e-snli").Read(folder.Write("data.csv", content))];
    }
}
