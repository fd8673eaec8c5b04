using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Abstractions.Tests;

public sealed class CatalogTests
{
    private readonly Catalog<Descriptor, SampleOptions> _catalog =
        new Catalog<Descriptor, SampleOptions>("thing").Add<SampleOptions>(new Descriptor("sample", ""), options => options);

    [Theory]
    [InlineData("sample", "sample")]
    [InlineData("sample:step-count=7", "sample:step-count=7")]
    [InlineData("sample:step-count=007,width=DEFAULT", "sample:step-count=7")]
    public void Equal_options_have_one_canonical_name_however_they_are_spelled(string spec, string canonical) =>
        _catalog.Configure(ComponentSpec.Parse(spec.Replace(
            "DEFAULT", _catalog.All[0].Options.Single(option => option.Key == "width").Default, StringComparison.Ordinal))).CanonicalName
                .ShouldBe(canonical);

    [Fact]
    public void Makes_a_component_with_defaults_and_given_options()
    {
        Configured<Descriptor, SampleOptions> made =
            _catalog.Configure(ComponentSpec.Parse("sample:step-count=7,how=second-best,bins=0.1;0.25"));

        made.Instance.StepCount.ShouldBe(7);
        made.Instance.How.ShouldBe(Choice.SecondBest);
        made.Instance.Bins.ShouldBe([0.1, 0.25]);
        made.Instance.Width.ShouldBe(2.5);
        made.Options["width"].ShouldBe("2.5");
        made.Options["how"].ShouldBe("second-best");
        made.Name.ShouldBe("sample:bins=0.1;0.25,how=second-best,step-count=7");
    }

    [Fact]
    public void Describes_every_option()
    {
        OptionDescriptor steps = _catalog.All[0].Options.Single(option => option.Key == "step-count");
        OptionDescriptor width = _catalog.All[0].Options.Single(option => option.Key == "width");

        steps.ShouldBe(new OptionDescriptor("step-count", "50", "1 to 100", "How many steps."));
        width.Allowed.ShouldBe("more than 0");
    }

    [Theory]
    [InlineData("sample:step-count=0", "Allowed: 1 to 100")]
    [InlineData("sample:step-count=many", "Allowed: 1 to 100")]
    [InlineData("sample:width=0", "Allowed: more than 0")]
    [InlineData("sample:width=NaN", "Allowed: more than 0")]
    [InlineData("sample:how=third", "Allowed: best | second-best")]
    [InlineData("sample:bins=0.1;2", "Allowed: 0 to 1")]
    [InlineData("sample:bins=", "Allowed: 0 to 1")]
    [InlineData("sample:step-cuont=3", "Did you mean 'step-count'?")]
    [InlineData("sampel", "Did you mean 'Smpl' or 'sample'?")]
    public void Refuses_what_is_not_allowed_and_says_what_is(string spec, string expected) =>
        Should.Throw<BenchException>(() => _catalog.Configure(ComponentSpec.Parse(spec))).Message.ShouldContain(expected);

    [Theory]
    [InlineData("SAMPLE", "sample")]
    [InlineData("Sample:STEP-COUNT=7,How=Second-Best", "sample:how=second-best,step-count=7")]
    [InlineData("smpl", "sample")]
    [InlineData("Smpl (delete)", "sample:removal=delete")]
    [InlineData("Smpl (Delete, step-count=7)", "sample:removal=delete,step-count=7")]
    [InlineData("sample (delete)", "sample:removal=delete")]
    public void Ids_keys_and_words_are_taken_in_any_case_and_names_as_tables_show_them(string spec, string name)
    {
        ComponentSpec parsed = ComponentSpec.ParseList(spec).Single();

        _catalog.Meant(parsed).ToString().ShouldBe(name);
        _catalog.Configure(parsed).Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("Smpl (third)", "'third' is no value of an option")]
    [InlineData("Smpl (zero)", "'zero' may be start or end")]
    [InlineData("sample:how=best,HOW=best", "The key 'how' stands twice")]
    public void A_name_that_may_mean_several_things_is_refused(string spec, string expected) =>
        Should.Throw<BenchException>(() => _catalog.Meant(ComponentSpec.Parse(spec))).Message.ShouldContain(expected);

    [Fact]
    public void Refuses_a_second_component_with_the_same_id() =>
        Should.Throw<BenchException>(() => _catalog.Add<SampleOptions>(new Descriptor("sample", ""), options => options))
            .Message.ShouldContain("'sample'");

    [Fact]
    public void An_option_without_a_default_is_empty_until_it_is_set()
    {
        Configured<Descriptor, SampleOptions> unset = _catalog.Configure(new ComponentSpec("sample"));
        Configured<Descriptor, SampleOptions> set = _catalog.Configure(ComponentSpec.Parse("sample:perhaps=second-best,most=3"));

        (unset.Instance.Perhaps, unset.Instance.Most).ShouldBe((null, null));
        (unset.Options["perhaps"], unset.Options["most"]).ShouldBe(("", ""));
        (set.Instance.Perhaps, set.Instance.Most).ShouldBe((Choice.SecondBest, 3));
        Should.Throw<BenchException>(() => _catalog.Configure(ComponentSpec.Parse("sample:most=11"))).Message
            .ShouldContain("Allowed: 1 to 10");
        Should.Throw<BenchException>(() => _catalog.Configure(ComponentSpec.Parse("sample:perhaps=third"))).Message
            .ShouldContain("Allowed: best | second-best");
    }

    [Theory]
    [InlineData("sample", null, "delete", "zero", "")]
    [InlineData("sample", Removal.Pad, "pad", "pad", "pad")]
    [InlineData("sample", Removal.AttentionMask, "attention-mask", "zero", "attention-mask")]
    [InlineData("sample:removal=mask,start=pad,inner=delete", Removal.Pad, "mask", "pad", "delete")]
    public void Options_that_follow_a_removal_take_it_where_they_were_not_set_and_have_it(
        string spec, Removal? removal, string own, string start, string inner)
    {
        Configured<Descriptor, SampleOptions> made = _catalog.Configure(ComponentSpec.Parse(spec), null, removal);

        (made.Options["removal"], made.Options["start"], made.Options["inner"]).ShouldBe((own, start, inner));
        made.Options["end"].ShouldBe("zero");
    }

    internal enum Filler
    {
        Zero,
        Pad,
    }

    internal enum Choice
    {
        Best,
        SecondBest,
    }

    internal sealed record Descriptor(string Id, string Summary) : IComponentDescriptor
    {
        public string ShortName => "Smpl";
    }

    internal sealed record SampleOptions
    {
        [Description("How many steps.")]
        [Range(1, 100)]
        public int StepCount { get; init; } = 50;

        [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
        public double Width { get; init; } = 2.5;

        public Choice How { get; init; }

        public Choice? Perhaps { get; init; }

        [Range(1, 10)]
        public int? Most { get; init; }

        public Removal Removal { get; init; } = Removal.Delete;

        [FollowsRemoval]
        public Filler Start { get; init; } = Filler.Zero;

        public Filler End { get; init; } = Filler.Zero;

        [FollowsRemoval]
        public Removal? Inner { get; init; }

        [Range(0.0, 1.0)]
        public ImmutableArray<double> Bins { get; init; } = [0.5];
    }
}
