using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Hub.Tests;

/// <summary>Servers that answer otherwise than asked.</summary>
public sealed class OddServerTests : HubFixture
{
    [Fact]
    public async Task One_that_breaks_often_is_not_given_up_as_long_as_something_comes()
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) => IsForWeights(request) && HubStandIn.Send(request, response, Weights, breakAfter: 40_000);
        var models = new ModelHub(Settings with { Retries = 2 });

        string folder = await models.OpenAsync(Name);

        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
        AskedForWeights().Length.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_part_from_another_place_is_not_put_behind_what_is_there()
    {
        Hub.Add(Name, "main", Files);
        int asked = 0;
        Hub.Intercept = (request, response) =>
        {
            if (!IsForWeights(request) || ++asked > 2)
            {
                return false;
            }

            if (request.From == 0)
            {
                return HubStandIn.Send(request, response, Weights, breakAfter: 100_000);
            }

            response.StatusCode = 206;
            response.AddHeader("Content-Range", $"bytes 0-{Weights.Length - 1}/{Weights.Length}");
            return HubStandIn.Send(request with { From = 0 }, response, Weights);
        };

        string folder = await Models.OpenAsync(Name);

        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
        AskedForWeights()[^1].From.ShouldBe(0);
    }

    [Fact]
    public async Task Files_of_another_commit_are_refused()
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) =>
        {
            if (request.Method != "HEAD" || !request.Path.EndsWith("config.json", StringComparison.Ordinal))
            {
                return false;
            }

            response.AddHeader("X-Repo-Commit", new string('0', 40));
            response.AddHeader("ETag", $"\"{StoredRepository.TagOf(Files["config.json"], isLarge: false)}\"");
            response.ContentLength64 = Files["config.json"].Length;
            response.Close();
            return true;
        };

        (await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name))).Problem.ShouldContain("another commit");
    }

    [Theory]
    [InlineData("https://a/x", "https://b/y", true)]
    [InlineData("http://a/x", "https://b/y", true)]
    [InlineData("http://a/x", "http://b/y", true)]
    [InlineData("https://a/x", "http://a/x", false)]
    [InlineData("https://a/x", "file:///etc/passwd", false)]
    public void A_redirect_never_leads_from_an_encrypted_to_an_open_way(string from, string to, bool may) =>
        HubHttp.MayFollow(new Uri(from), new Uri(to)).ShouldBe(may);
}
