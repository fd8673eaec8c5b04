using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class PartitionTreeTests
{
    [Fact]
    public void Halves_keep_the_larger_part_left() =>
        PartitionTree.Balanced(6).Merges.ShouldBe([(0, 1), (6, 2), (3, 4), (8, 5), (7, 9)]);

    [Fact]
    public void One_leaf_is_its_own_root()
    {
        var tree = PartitionTree.Balanced(1);
        tree.Root.ShouldBe(0);
        tree.IsLeaf(tree.Root).ShouldBeTrue();
    }

    [Fact]
    public void Pieces_of_a_word_meet_below_the_words()
    {
        TokenizedText input = Pieces("a unhappy end", (0, 1), (2, 4), (4, 7), (7, 9), (10, 13));
        var tree = PartitionTree.Words(input);
        tree.Merges.ShouldBe([(1, 2), (5, 3), (0, 6), (7, 4)]);
        tree.LeavesOf(6).ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Words_are_those_of_the_text_whatever_the_tokenizer_parts()
    {
        // Leaves: I don ' t pay 3 , 000 — a comma inside a number ends no clause.
        TokenizedText input = Pieces("I don't pay 3,000", (0, 1), (2, 5), (5, 6), (6, 7), (8, 11), (12, 13), (13, 14), (14, 17));
        foreach (PartitionTree tree in (PartitionTree[])[PartitionTree.Words(input), PartitionTree.Clauses(input)])
        {
            string[] groups = [.. Enumerable.Range(8, 7).Select(node => string.Join(' ', tree.LeavesOf(node).ToArray()))];
            groups.ShouldContain("1 2 3");
            groups.ShouldContain("5 6 7");
            groups.ShouldContain("0 1 2 3");
        }
    }

    [Fact]
    public void Clauses_end_with_their_punctuation_and_meet_last()
    {
        // Leaves: good , not very slow . the end
        TokenizedText input = Toy.Tokenizer.Tokenize("good , not very slow . the end");
        var tree = PartitionTree.Clauses(input);
        string[] groups =
            [.. Enumerable.Range(8, 7)
                .Select(node => string.Join(' ', tree.LeavesOf(node).ToArray().Select(leaf => input.Text.Split(' ')[leaf])))];
        groups.ShouldContain("good ,");
        groups.ShouldContain("not very slow .");
        groups.ShouldContain("the end");
        groups.ShouldContain("good , not very slow .");
    }

    [Theory]
    [InlineData("slow , but good")]
    [InlineData("good . the end")]
    [InlineData("( one ) two")]
    public void Shaps_tree_reaches_across_punctuation_last(string text)
    {
        // [CLS] and [SEP] are leaves too; the part behind the mark is joined before the mark is crossed.
        TokenizedText input = Toy.Tokenizer.Tokenize(text);
        PartitionTree tree = ShapTextTree.Build(input);
        tree.Leaves.ShouldBe(6);
        IEnumerable<string> groups = Enumerable.Range(6, 5).Select(node =>
            string.Join(' ', tree.LeavesOf(node).ToArray().Select(leaf => input.Tokens[leaf].Text)));
        string expected = text switch
        {
            "slow , but good" => "but good",
            "good . the end" => "the end",
            _ => "( one )",
        };
        groups.ShouldContain(group => group == expected || group == expected + " [SEP]");
    }

    [Fact]
    public void A_wrong_number_of_merges_is_a_bug() =>
        Should.Throw<ArgumentException>(() => new PartitionTree(3, [(0, 1)]));

    // As a tokenizer that parts at every mark numbers words.
    private static TokenizedText Pieces(string text, params (int Start, int End)[] tokens) => new()
    {
        Text = text,
        Tokens = [.. tokens.Select((token, i) => new Token(50, text[token.Start..token.End], token.Start, token.End, false, 0, 0, i))],
    };
}
