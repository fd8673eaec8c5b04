using Bench.Abstractions;

namespace Bench.Hub.Tests;

public sealed class HubNameTests
{
    [Theory]
    [InlineData("org/name", "org/name", "main")]
    [InlineData("org/name@v1.0", "org/name", "v1.0")]
    [InlineData("o.r-g/n_a.m-e@refs/pr/1", "o.r-g/n_a.m-e", "refs/pr/1")]
    public void Names_are_read(string word, string repository, string revision)
    {
        HubId id = HubId.Parse(RepositoryKind.Model, word, "test");

        (id.Repository, id.Revision).ShouldBe((repository, revision));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("a/b/c")]
    [InlineData("./name")]
    [InlineData("../name")]
    [InlineData("/name/x")]
    [InlineData("~/name")]
    [InlineData("org/..")]
    [InlineData("org/na--me")]
    [InlineData("org/name@")]
    [InlineData("org/name@../../x")]
    [InlineData("org/name@/x")]
    [InlineData("org/name@a/../../x")]
    [InlineData("org/na..me")]
    [InlineData("org/name\n")]
    [InlineData("org\\name")]
    public void What_is_no_name_is_none(string word)
    {
        HubId.IsOne(word).ShouldBeFalse();
        Should.Throw<BenchException>(() => HubId.Parse(RepositoryKind.Model, word, "test"));
    }

    [Fact]
    public void Settings_follow_the_variables_of_the_python_library()
    {
        var variables = new Dictionary<string, string>
        {
            ["HF_HOME"] = "/data/hf",
            ["HF_TOKEN"] = " token\n",
            ["HF_ENDPOINT"] = "http://mirror:8080/hub/",
            ["HF_HUB_OFFLINE"] = "yes",
        };
        HubSettings settings = HubSettings.FromEnvironment(variables.GetValueOrDefault);

        settings.Cache.ShouldBe(Path.GetFullPath("/data/hf/hub"));
        settings.Token.ShouldBe("token");
        settings.Endpoint.AbsoluteUri.ShouldBe("http://mirror:8080/hub");
        settings.Offline.ShouldBeTrue();
        variables["HF_HUB_CACHE"] = "/elsewhere";
        variables["HF_HUB_OFFLINE"] = "0";
        HubSettings other = HubSettings.FromEnvironment(variables.GetValueOrDefault);
        other.Cache.ShouldBe(Path.GetFullPath("/elsewhere"));
        other.Offline.ShouldBeFalse();
        HubSettings.FromEnvironment(name => name == "XDG_CACHE_HOME" ? "/caches" : null).Cache
            .ShouldBe(Path.GetFullPath("/caches/huggingface/hub"));
    }

    [Fact]
    public void A_token_is_read_from_its_file()
    {
        using var folder = new TestKit.TemporaryFolder();
        folder.Write("token", "from-file\n");

        HubSettings.FromEnvironment(name => name == "HF_HOME" ? folder.Path : null).Token.ShouldBe("from-file");
        HubSettings.FromEnvironment(name => name == "HF_TOKEN_PATH" ? folder.File("token") : null).Token.ShouldBe("from-file");
    }

    [Fact]
    public void An_address_that_is_none_is_refused() =>
        Should.Throw<BenchException>(() => HubSettings.FromEnvironment(name => name == "HF_ENDPOINT" ? "ftp://x" : null)).Where
            .ShouldBe("HF_ENDPOINT");
}
