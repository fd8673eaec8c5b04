using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class RationaleMapTests
{
    [Fact]
    public void A_token_is_marked_where_a_rationale_touches_one_of_its_characters()
    {
        var input = new TokenizedText
        {
            Text = "not good",
            Tokens =
            [
                new Token(0, "[CLS]", 0, 0, true, 0, 0, -1),
                new Token(1, "not", 0, 3, false, 0, 0, 0),
                new Token(2, "Ġ", 4, 4, false, 0, 0, 1),
                new Token(3, "go", 4, 6, false, 0, 0, 1),
                new Token(4, "od", 6, 8, false, 0, 0, 1),
            ],
        };

        RationaleMap.ToTokens(input, [new Rationale([new CharacterSpan(2, 5)]), new Rationale([new CharacterSpan(0, 8, 1)])])
            .Select(mask => mask.ToArray())
            .ShouldBe([[false, true, false, true, false], [false, false, false, false, false]]);
    }

    [Fact]
    public void A_special_token_is_not_marked_even_where_it_stands_in_the_text()
    {
        var input = new TokenizedText
        {
            Text = "a [SEP]",
            Tokens = [new Token(1, "a", 0, 1, false, 0, 0, 0), new Token(3, "[SEP]", 2, 7, true, 0, 0, -1)],
        };

        RationaleMap.ToTokens(input, [new Rationale([new CharacterSpan(0, 7)])])[0].ToArray().ShouldBe([true, false]);
    }

    [Theory]
    [InlineData(3, 4, false, false)]
    [InlineData(2, 4, true, false)]
    [InlineData(3, 5, false, true)]
    public void A_rationale_that_only_meets_a_tokens_edge_does_not_touch_it(int start, int end, bool first, bool second)
    {
        var input = new TokenizedText
        {
            Text = "not good",
            Tokens = [new Token(1, "not", 0, 3, false, 0, 0, 0), new Token(2, "good", 4, 8, false, 0, 0, 1)],
        };

        RationaleMap.ToTokens(input, [new Rationale([new CharacterSpan(start, end)])])[0].ToArray().ShouldBe([first, second]);
    }
}
