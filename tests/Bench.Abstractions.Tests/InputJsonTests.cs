using Bench.TestKit;

namespace Bench.Abstractions.Tests;

/// <summary>One set of rules for all JSON from outside.</summary>
public sealed class InputJsonTests
{
    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}", "not valid JSON")]
    [InlineData("{\"a\": NaN}", "not valid JSON")]
    [InlineData("{\"a\": 1,}", "not valid JSON")]
    [InlineData("{\"\\ud800\": 1}", "not valid Unicode")]
    [InlineData("{\"a\": [{\"b\": \"\\uDC00 x\"}]}", "not valid Unicode")]
    [InlineData("[1]", "expected an object")]
    [InlineData("null", "expected an object")]
    public void What_breaks_a_rule_is_refused_with_its_file(string json, string says)
    {
        using var folder = new TemporaryFolder();
        BenchException error = Should.Throw<BenchException>(() => InputJson.ReadObject(folder.Write("a.json", json)));
        error.Problem.ShouldContain(says);
        error.Where!.ShouldStartWith(folder.File("a.json"));
        error.Remedy.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Deep_nesting_is_refused_and_no_stack_overflows(string open) =>
        Should.Throw<BenchException>(() => InputJson.ParseLine(string.Concat(Enumerable.Repeat(open, 100_000)), "line")).Problem
            .ShouldContain("not valid JSON");

    [Fact]
    public void Line_and_byte_of_a_mistake_are_named()
    {
        Should.Throw<BenchException>(() => InputJson.Parse("{\n \"a\": x}"u8, "f")).Where.ShouldBe("f:2:7");
        Should.Throw<BenchException>(() => InputJson.ParseLine("{\"a\": x}", "f:9")).Where.ShouldBe("f:9:7");
        Should.Throw<BenchException>(() => InputJson.Parse([0x22, 0xff, 0x22], "f")).Problem.ShouldContain("UTF-8");
    }

    [Fact]
    public void Whole_characters_are_read_however_they_are_written()
    {
        using var folder = new TemporaryFolder();
        InputJson.ReadObject(folder.Write("a.json", "\uFEFF{\"\\ud83d\\ude00\": \"\\\\ud800 \\u0000\"}")).GetProperty("😀").GetString()
            .ShouldBe("\\ud800 \0");
    }
}
