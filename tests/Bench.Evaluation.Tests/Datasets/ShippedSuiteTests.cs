using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>The data sets that travel with the program.</summary>
public sealed class ShippedSuiteTests
{
    [Theory]
    [InlineData("film-reviews", 200, 2)]
    [InlineData("emotions", 120, 6)]
    [InlineData("planted-shortcuts", 300, 2)]
    [InlineData("mosaics", 90, 6)]
    [InlineData("gender-words", 120, 2)]
    public void Texts_labels_and_rationales_are_read(string name, int atLeast, int labels)
    {
        Instance[] instances = Instances(name);

        instances.Length.ShouldBeGreaterThanOrEqualTo(atLeast);
        instances.Select(instance => instance.Label).Distinct().Count().ShouldBe(labels);
        foreach (Instance instance in instances)
        {
            // A rationale is made of whole words.
            foreach (CharacterSpan span in instance.Rationales.ShouldHaveSingleItem().Spans)
            {
                IsWithin(instance.Text, span.Start).ShouldBeFalse($"{instance.Source}: {span}");
                IsWithin(instance.Text, span.End).ShouldBeFalse($"{instance.Source}: {span}");
            }
        }
    }

    /// <summary>Pieces are texts of emotions, word for word; those of the label are marked, and nothing else.</summary>
    [Fact]
    public void Mosaics_mark_the_pieces_of_the_label_and_no_others()
    {
        Dictionary<string, Instance> pieces = Instances("emotions").ToDictionary(instance => instance.Id);
        foreach (Instance mosaic in Instances("mosaics"))
        {
            Instance[] own = [.. mosaic.Columns["pieces"].Split(' ').Select(id => pieces[id])];

            mosaic.Text.ShouldBe(string.Join(' ', own.Select(piece => piece.Text.Trim())));
            mosaic.Rationales.Single().Spans.Select(span => mosaic.Text[span.Start..span.End]).ShouldBe(
                own.Where(piece => piece.Label == mosaic.Label).Select(piece => piece.Text.Trim()));
            own.Select(piece => piece.Label).Distinct().Count().ShouldBe(2);
        }
    }

    /// <summary>The counterpart differs in the words marked, and in no other.</summary>
    [Fact]
    public void Counterparts_of_gender_words_differ_in_the_words_marked()
    {
        foreach (Instance instance in Instances("gender-words"))
        {
            string[] words = instance.Text.Split(' ');
            string[] edited = instance.Edits.ShouldHaveSingleItem().Text.Split(' ');

            edited.Length.ShouldBe(words.Length);
            words.Where((word, i) => word != edited[i]).ShouldBe(
                instance.Rationales.Single().Spans.Select(span => instance.Text[span.Start..span.End]));
        }
    }

    private static Instance[] Instances(string suite) =>
        [.. BuiltInDatasets.Catalog().Read(SuiteFile.Read(Path.Combine(Repository.Root, "suites", suite)))];

    private static bool IsWithin(string text, int position) =>
        position > 0 && position < text.Length && char.IsLetterOrDigit(text[position - 1]) && char.IsLetterOrDigit(text[position]);
}
