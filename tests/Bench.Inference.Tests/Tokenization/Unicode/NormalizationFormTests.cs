using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Inference.Tests;

/// <summary>The tables travel with the program; ICU, where it is present, is an independent implementation of the same standard.</summary>
public sealed class NormalizationFormTests
{
    private static readonly NormalizationForm[] _forms =
        [NormalizationForm.FormC, NormalizationForm.FormD, NormalizationForm.FormKC, NormalizationForm.FormKD];

    // Decompositions that came after Unicode 15.1, which the tables have.
    private static readonly (int First, int Last)[] _newer =
    [
        (0xA7F1, 0xA7F1), (0x105C9, 0x105C9), (0x105E4, 0x105E4), (0x11383, 0x113C8), (0x16121, 0x16128), (0x16D68, 0x16D6A),
        (0x1CCD6, 0x1CCF9),
    ];

    private static readonly int[] _marks = [.. UnicodeTable.Lines("combining-classes.txt").SelectMany(line =>
    {
        string[] ends = line[0].Split("..");
        int first = UnicodeTable.CodePoint(ends[0]);
        return Enumerable.Range(first, UnicodeTable.CodePoint(ends[1]) - first + 1);
    })];

    private static readonly int[] _interesting =
    [
        .. _marks,
        .. UnicodeTable.Lines("canonical.txt").Select(line => UnicodeTable.CodePoint(line[0].TrimEnd('!'))),
        .. UnicodeTable.Lines("canonical.txt").SelectMany(line => line.Skip(1)).Select(text => UnicodeTable.CodePoint(text)).Distinct(),
        .. Enumerable.Range(0x1100, 0x100),
        .. Enumerable.Range(0xAC00, 200),
        .. Enumerable.Range(0xFB00, 0x50),
        .. Enumerable.Range('A', 60),
    ];

    [IcuFact]
    public void Every_code_point_normalizes_as_ICU_has_it()
    {
        foreach (NormalizationForm form in _forms)
        {
            int[] different = [.. Enumerable.Range(0, 0x110000)
                .Where(c => c is < 0xD800 or > 0xDFFF && !_newer.Any(range => c >= range.First && c <= range.Last))
                .Where(c => IsAssigned(c) && Ours(char.ConvertFromUtf32(c), form) != char.ConvertFromUtf32(c).Normalize(form))];

            different.Select(c => $"{form} U+{c:X4}").ShouldBeEmpty();
        }
    }

    [IcuFact]
    public void Any_two_marks_are_ordered_as_ICU_has_it()
    {
        int[] representatives = [.. _marks.DistinctBy(CombiningClass.Of)];
        foreach (int mark in _marks)
        {
            foreach (int other in representatives)
            {
                string text = "a" + char.ConvertFromUtf32(mark) + char.ConvertFromUtf32(other);
                Ours(text, NormalizationForm.FormD).ShouldBe(text.Normalize(NormalizationForm.FormD), $"U+{mark:X4} U+{other:X4}");
            }
        }
    }

    [IcuFact]
    public void Sequences_normalize_as_ICU_has_it()
    {
        Gen<string> texts = Gen.Elements(_interesting).Select(char.ConvertFromUtf32).ArrayOf().Select(string.Concat);
        foreach (NormalizationForm form in _forms)
        {
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(2000),
                Prop.ForAll(texts.ToArbitrary(), text => Ours(text, form) == text.Normalize(form)));
        }
    }

    [Fact]
    public void Forms_of_a_few_texts_computed_by_hand()
    {
        Ours("é", NormalizationForm.FormD).ShouldBe("e\u0301");
        Ours("ậ", NormalizationForm.FormD).ShouldBe("a\u0323\u0302");
        Ours("a\u0302\u0323", NormalizationForm.FormC).ShouldBe("ậ");
        Ours("각", NormalizationForm.FormD).ShouldBe("\u1100\u1161\u11A8");
        Ours("\u1100\u1161\u11A8", NormalizationForm.FormC).ShouldBe("각");
        Ours("ﬁ①", NormalizationForm.FormKC).ShouldBe("fi1");
        Ours("ﬁ①", NormalizationForm.FormC).ShouldBe("ﬁ①");
        Ours("\u0958", NormalizationForm.FormC).ShouldBe("\u0915\u093C", "a composition exclusion");
        Ours("a\u0315\u0300", NormalizationForm.FormC).ShouldBe("à\u0315");
        Ours("a\u0334\u0300", NormalizationForm.FormC).ShouldBe("à\u0334", "a lower class does not block");
        Ours("\u1E9B\u0323", NormalizationForm.FormKC).ShouldBe("ṩ");
    }

    [Fact]
    public void A_composite_comes_from_its_first_part_and_a_decomposition_from_its_whole()
    {
        AlignedText composed = Normalize("xa\u0302\u0323y", NormalizationForm.FormC);
        composed.Units.ToString().ShouldBe("xậy");
        Origins(composed).ShouldBe([new Origin(0, 1), new Origin(1, 2), new Origin(4, 5)], "as Hugging Face's tokenizers have it");

        AlignedText decomposed = Normalize("xậy", NormalizationForm.FormD);
        Origins(decomposed).ShouldBe([new Origin(0, 1), new Origin(1, 2), new Origin(1, 2), new Origin(1, 2), new Origin(2, 3)]);

        AlignedText reordered = Normalize("a\u0302\u0323", NormalizationForm.FormD);
        Origins(reordered).ShouldBe([new Origin(0, 1), new Origin(2, 3), new Origin(1, 2)]);
        reordered.OriginOf(1, 3).ShouldBe(new Origin(1, 3));
    }

    private static Origin[] Origins(AlignedText text) => [.. Enumerable.Range(0, text.Length).Select(i => text.OriginOf(i))];

    private static string Ours(string text, NormalizationForm form) => Normalize(text, form).Units.ToString();

    private static AlignedText Normalize(string text, NormalizationForm form) => new UnicodeNormalizer(
        compatibility: form is NormalizationForm.FormKC or NormalizationForm.FormKD,
        compose: form is NormalizationForm.FormC or NormalizationForm.FormKC).Normalize(AlignedText.Of(text, 0, text.Length));

    // ICU refuses noncharacters.
    private static bool IsAssigned(int codePoint) =>
        System.Globalization.CharUnicodeInfo.GetUnicodeCategory(codePoint) != System.Globalization.UnicodeCategory.OtherNotAssigned;
}
