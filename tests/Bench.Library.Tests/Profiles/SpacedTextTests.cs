using System.Text.RegularExpressions;
using Bench.Abstractions;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Library.Tests;

public sealed partial class SpacedTextTests
{
    [Fact]
    public void Any_text_becomes_what_the_two_substitutions_of_transformers_interpret_make_of_it() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Texts(), text => SpacedText.Of(text).Text == Spaces().Replace(Marks().Replace(text, " $1 "), " ")));

    [Fact]
    public void Every_character_that_stays_stands_for_itself() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Texts(), text =>
        {
            var spaced = SpacedText.Of(text);
            return spaced.Text.Index().Where(item => !char.IsWhiteSpace(item.Item)).All(item =>
                spaced.Original(item.Index, item.Index + 1) is var span && text[span.Start..span.End] == $"{item.Item}")
                && spaced.Original(0, spaced.Text.Length) == new CharacterSpan(0, text.Length);
        }));

    [Fact]
    public void What_is_put_in_stands_for_nothing()
    {
        var spaced = SpacedText.Of("Sad!");

        spaced.Text.ShouldBe("Sad ! ");
        spaced.Original(3, 5).ShouldBe(new CharacterSpan(3, 4));
        spaced.Original(5, 6).ShouldBe(new CharacterSpan(4, 4));
        spaced.Original(6, 6).ShouldBe(new CharacterSpan(4, 4));
    }

    [Fact]
    public void Separators_are_white_space_as_in_Python() => SpacedText.Of("a\u001c\u001fb").Text.ShouldBe("a b");

    private static Arbitrary<string> Texts() =>
        Gen.Elements('a', 'B', 'é', ' ', '\t', '\n', '\u00a0', '.', ',', '!', '?', '(', ')', '-').ArrayOf()
            .Select(letters => new string(letters)).ToArbitrary();

    [GeneratedRegex("([.,!?()])")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
