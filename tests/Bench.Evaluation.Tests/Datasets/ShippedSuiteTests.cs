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
    public void Texts_labels_and_rationales_are_read(string name, int atLeast, int labels)
    {
        Suite suite = SuiteFile.Read(Path.Combine(Repository.Root, "suites", name));
        Instance[] instances = [.. BuiltInDatasets.Catalog().Read(suite)];

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

    private static bool IsWithin(string text, int position) =>
        position > 0 && position < text.Length && char.IsLetterOrDigit(text[position - 1]) && char.IsLetterOrDigit(text[position]);
}
