using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Texts with every kind of trouble, tokenized by Hugging Face's tokenizers with the same vocabulary.</summary>
public sealed class ReferenceTokenizerTests
{
    public static TheoryData<string> Names => [.. ReferenceText.All.Select(text => text.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tokens_equal_those_of_the_reference(string name)
    {
        ReferenceText reference = ReferenceText.All.Single(text => text.Name == name);
        Tokenizer tokenizer = TokenizerFiles.Load(Repository.Model("sst2-bert-mini"), reference.Max == 0 ? 128 : reference.Max);

        TokenizedText text = tokenizer.Encode(reference.Text, reference.TextPair);

        text.Tokens.Select(token => token.Id).ShouldBe(reference.Ids);
        text.Tokens.Select(token => token.TypeId).ShouldBe(reference.Types);
        text.Tokens.Select(token => token.IsSpecial ? 1 : 0).ShouldBe(reference.Special);
        text.Tokens.SelectMany(token => (int[])[token.Start, token.End]).ShouldBe(reference.Offsets);
        text.Tokens.Select(token => token.Word).ShouldBe(Through(reference, text));
        ReferenceText whole = ReferenceText.All.First(other => other.Text == reference.Text && other.TextPair == reference.TextPair);
        text.Truncated.ShouldBe(whole.Ids.Length - reference.Ids.Length);
    }

    // The reference counts the words of the second text from 0 again.
    private static IEnumerable<int> Through(ReferenceText reference, TokenizedText text)
    {
        int first = text.Tokens.Select((token, i) => token.Segment == 0 ? reference.Words[i] + 1 : 0).Max();
        return text.Tokens.Select((token, i) => token.Segment == 1 && !token.IsSpecial ? reference.Words[i] + first : reference.Words[i]);
    }
}
