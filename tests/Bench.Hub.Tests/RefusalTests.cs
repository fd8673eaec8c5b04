using System.Text;
using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Hub.Tests;

public sealed class RefusalTests : HubFixture
{
    [Fact]
    public async Task An_unknown_model_suggests_near_names()
    {
        Hub.Add(Name, "main", Files);

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync("org/tiny-modell"));

        refused.Problem.ShouldBe("The hub has no model 'org/tiny-modell', or it is private and there is no token");
        refused.Remedy.ShouldStartWith("Did you mean 'org/tiny-model'?");
    }

    [Fact]
    public async Task Names_that_the_hub_suggests_are_names()
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) =>
            request.Path == "/api/models" && Json(response, "[{\"id\": \"org/tiny\\u001b[2Jmodel\"}, {\"id\": 3}, 4]");

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync("org/tiny-modell"));

        refused.Remedy.ShouldStartWith("Check the name");
    }

    [Fact]
    public async Task An_unknown_revision_suggests_branches()
    {
        Hub.Add(Name, "main", Files);

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync($"{Name}@mian"));

        refused.Problem.ShouldContain("no revision 'mian'");
        refused.Remedy.ShouldStartWith("Did you mean 'main'?");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_gated_model_names_its_page(int status)
    {
        Hub.Intercept = (_, response) => HubStandIn.Refuse(response, status, "GatedRepo");

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name));

        refused.Problem.ShouldContain("only to users who agreed to its terms");
        refused.Where.ShouldBe($"{Hub.Endpoint.AbsoluteUri}{Name}");
        refused.Remedy.ShouldContain("HF_TOKEN");
    }

    [Fact]
    public async Task A_token_goes_to_the_hub_and_to_nobody_else()
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) =>
            request.Host == "localhost" && request.Authorization != "Bearer secret" && HubStandIn.Refuse(response, 401, "RepoNotFound");

        await new ModelHub(Settings with { Token = "secret" }).OpenAsync(Name);

        AskedForWeights().ShouldNotBeEmpty();
        AskedForWeights().ShouldAllBe(request => request.Host == "127.0.0.1" && request.Authorization == null);
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_named()
    {
        Hub.Intercept = (_, response) => HubStandIn.Refuse(response, 401);

        BenchException refused = await Should.ThrowAsync<BenchException>(new ModelHub(Settings with { Token = "secret" }).OpenAsync(Name));

        refused.Problem.ShouldContain("does not accept the token");
        refused.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Only_a_pickle_says_how_to_convert_it_and_downloads_nothing()
    {
        Dictionary<string, byte[]> files = Files;
        files.Remove("model.safetensors");
        Hub.Add(Name, "main", files);

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name));

        refused.Problem.ShouldContain("no model.safetensors, only pytorch_model.bin");
        refused.Remedy.ShouldContain("save_pretrained");
        Asked("HEAD").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("adapter_config.json", "adapter")]
    [InlineData("notes.txt", "no config.json")]
    public async Task What_is_no_model_is_refused(string file, string expected)
    {
        Hub.Add(Name, "main", new Dictionary<string, byte[]> { [file] = [1], ["model.safetensors"] = [1] });

        (await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name))).Problem.ShouldContain(expected);
    }

    [Theory]
    [InlineData("../../outside.safetensors")]
    [InlineData("/tmp/outside.safetensors")]
    [InlineData("sub/part.safetensors")]
    [InlineData("part.bin")]
    public async Task Parts_that_lead_elsewhere_are_refused(string part)
    {
        Dictionary<string, byte[]> files = Files;
        files.Remove("model.safetensors");
        files["model.safetensors.index.json"] =
            JsonSerializer.SerializeToUtf8Bytes(new { weight_map = new Dictionary<string, string> { ["a"] = part } });
        files[part] = [1];
        Hub.Add(Name, "main", files);

        (await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name))).Problem.ShouldContain("no .safetensors file");
    }

    [Theory]
    [InlineData("{\"siblings\": []}")]
    [InlineData("{\"sha\": \"../../x\", \"siblings\": []}")]
    [InlineData("{\"sha\": \"0123456789012345678901234567890123456789\"}")]
    [InlineData("[1]")]
    [InlineData("<html>")]
    public async Task An_answer_that_is_no_description_is_refused(string answer)
    {
        Hub.Intercept = (_, response) => Json(response, answer);

        await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name));
    }

    [Theory]
    [InlineData("../../../escape")]
    [InlineData("ab")]
    [InlineData("a/b/c-long-enough")]
    public async Task A_tag_that_is_no_name_is_refused(string tag)
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) =>
        {
            response.AddHeader("X-Linked-Etag", $"\"{tag}\"");
            response.AddHeader("X-Linked-Size", "3");
            return request.Method == "HEAD" && HubStandIn.Refuse(response, 200);
        };

        (await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name))).Problem.ShouldContain("no usable ETag");
    }

    [Theory]
    [InlineData("a/../b", false)]
    [InlineData("..", false)]
    [InlineData("/a", false)]
    [InlineData("a//b", false)]
    [InlineData("C:/a", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a/ ", false)]
    [InlineData("", false)]
    [InlineData("data/train-00000-of-00001.parquet", true)]
    [InlineData("données/ü.json", true)]
    [InlineData(".gitattributes", true)]
    public void Only_paths_below_the_folder_are_files(string name, bool isSafe) => RepositoryListing.IsSafe(name).ShouldBe(isSafe);

    private static bool Json(System.Net.HttpListenerResponse response, string json)
    {
        response.OutputStream.Write(Encoding.UTF8.GetBytes(json));
        response.Close();
        return true;
    }
}
