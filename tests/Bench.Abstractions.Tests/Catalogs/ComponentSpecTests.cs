using FsCheck;
using FsCheck.Fluent;

namespace Bench.Abstractions.Tests;

public sealed class ComponentSpecTests
{
    [Fact]
    public void Reads_an_id_and_its_options()
    {
        ComponentSpec spec = ComponentSpec.Parse("integrated-gradients:steps=20, rule=trapezoid");

        spec.Id.ShouldBe("integrated-gradients");
        spec.Options["steps"].ShouldBe("20");
        spec.Options["rule"].ShouldBe("trapezoid");
        spec.ToString().ShouldBe("integrated-gradients:rule=trapezoid,steps=20");
    }

    [Fact]
    public void Reads_quoted_values_with_commas_and_quotes()
    {
        ComponentSpec spec = ComponentSpec.Parse("x:text=\"a, \"\"b\"\"\",k=1");

        spec.Options["text"].ShouldBe("a, \"b\"");
        spec.Options["k"].ShouldBe("1");
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same()
    {
        Gen<string> word = Gen.Elements("a", "b,c", "\"", "x=y", "0.5", "é", "a;b", "q:r").ArrayOf()
            .Select(parts => string.Concat(parts).Trim());
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                word.ArrayOf(3).ToArbitrary(),
                values =>
                {
                    var spec = new ComponentSpec("id") with
                    {
                        Options = new ComponentSpec("id").Options.AddRange(
                            values.Select((value, i) => KeyValuePair.Create($"k{i}", value))),
                    };
                    return ComponentSpec.Parse(spec.ToString()).Equals(spec);
                }));
    }

    [Fact]
    public void A_list_may_hold_entries_with_several_options()
    {
        IReadOnlyList<ComponentSpec> specs = ComponentSpec.ParseList("lime:samples=5,ridge=2,gradient,aopc:bins=\"1,2\"");

        specs.Select(spec => spec.ToString()).ShouldBe(["lime:ridge=2,samples=5", "gradient", "aopc:bins=\"1,2\""]);
    }

    [Fact]
    public void A_value_may_hold_a_colon() =>
        ComponentSpec.ParseList("x:a=1,path=C:\\texts,y").Select(spec => spec.ToString()).ShouldBe(["x:a=1,path=C:\\texts", "y"]);

    [Theory]
    [InlineData("", "an id is missing")]
    [InlineData(":a=1", "an id is missing")]
    [InlineData("x:a", "has no '='")]
    [InlineData("x:a=1,a=2", "stands twice")]
    [InlineData("x:=1", "a key is missing")]
    [InlineData("x:a=\"1", "not closed")]
    [InlineData("x:a=\"1\"2", "followed by more text")]
    public void Refuses_what_is_malformed(string text, string expected) =>
        Should.Throw<BenchException>(() => ComponentSpec.Parse(text)).Message.ShouldContain(expected);
}
