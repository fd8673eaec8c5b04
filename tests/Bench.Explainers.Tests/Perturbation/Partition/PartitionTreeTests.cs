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
        Token Piece(string text, int word) => new(50, text, 0, text.Length, false, 0, 0, word);
        var input = new TokenizedText
        {
            Text = "unhappy",
            Tokens = [Piece("a", 0), Piece("un", 1), Piece("##hap", 1), Piece("##py", 1), Piece("end", 2)],
        };
        var tree = PartitionTree.Words(input);
        tree.Merges.ShouldBe([(1, 2), (5, 3), (0, 6), (7, 4)]);
        tree.LeavesOf(6).ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Clauses_end_with_their_punctuation_and_meet_last()
    {
        // Leaves: good , not very slow . the end
        TokenizedText input = Toy.Tokenizer.Tokenize("good , not very slow . the end");
        var tree = PartitionTree.Clauses(input);
        string[] groups = [.. Enumerable.Range(8, 7).Select(node => string.Join(' ', tree.LeavesOf(node).ToArray().Select(leaf => input.Text.Split(' ')[leaf])))];
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
}
