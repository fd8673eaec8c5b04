using System.Net;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Hub.Tests;

public sealed class BrokenDownloadTests : HubFixture
{
    private string Blob => Cached("blobs", StoredRepository.TagOf(Weights, isLarge: true));

    [Fact]
    public async Task A_connection_that_breaks_goes_on_where_it_broke()
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) =>
            IsForWeights(request) && request.From < 200_000 && HubStandIn.Send(request, response, Weights, breakAfter: 100_000);

        string folder = await Models.OpenAsync(Name);

        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
        long[] starts = [.. AskedForWeights().Select(request => request.From)];
        starts[0].ShouldBe(0);
        starts.Length.ShouldBeGreaterThan(1);
        starts.ShouldBeInOrder();
        starts[^1].ShouldBeGreaterThanOrEqualTo(200_000);
    }

    [Fact]
    public async Task One_that_always_breaks_says_so_and_the_next_command_goes_on()
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) => IsForWeights(request)
            && (request.From > 0
                ? HubStandIn.Send(request, response, Weights, breakAfter: 0)
                : HubStandIn.Send(request, response, Weights, breakAfter: 50_000));
        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name));
        refused.Problem.ShouldContain("of 300000 bytes of 'model.safetensors'");
        refused.Remedy.ShouldContain("goes on where it stopped");
        long there = new FileInfo(Blob + ".incomplete").Length;
        there.ShouldBeInRange(1, 50_000);
        Hub.Intercept = null;
        Hub.Requests.Clear();

        string folder = await Models.OpenAsync(Name);

        AskedForWeights().Single().From.ShouldBe(there);
        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
        File.Exists(Blob + ".incomplete").ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_ranges_sends_the_whole_again()
    {
        Hub.Add(Name, "main", Files);
        Folder.Write(Path.GetRelativePath(Folder.Path, Blob + ".incomplete"), Weights.AsSpan(0, 1000));
        Hub.Intercept = (request, response) => IsForWeights(request) && HubStandIn.Send(request with { From = 0 }, response, Weights);

        string folder = await Models.OpenAsync(Name);

        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
    }

    [Fact]
    public async Task A_damaged_beginning_is_thrown_away_and_all_of_it_is_fetched()
    {
        Hub.Add(Name, "main", Files);
        Folder.Write(Path.GetRelativePath(Folder.Path, Blob + ".incomplete"), new byte[1000]);

        string folder = await Models.OpenAsync(Name);

        AskedForWeights().Select(request => request.From).ShouldBe([1000, 0]);
        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
    }

    [Theory]
    [InlineData("model.safetensors", "/large/")]
    [InlineData("config.json", "config.json")]
    public async Task Content_that_is_not_its_hash_is_refused_and_leaves_nothing(string name, string path)
    {
        Hub.Add(Name, "main", Files);
        byte[] wrong = [.. Files[name]];
        wrong[^1] ^= 1;
        Hub.Intercept = (request, response) =>
            request.Method == "GET" && request.Path.Contains(path, StringComparison.Ordinal) && HubStandIn.Send(request, response, wrong);

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name));

        refused.Message.ShouldContain($"The content of '{name}' is not what its hash");
        string tag = StoredRepository.TagOf(Files[name], StoredRepository.IsLarge(name));
        File.Exists(Cached("blobs", tag)).ShouldBeFalse();
        File.Exists(Cached("blobs", tag) + ".incomplete").ShouldBeFalse();
    }

    [Fact]
    public async Task Failures_that_may_pass_are_tried_again()
    {
        Hub.Add(Name, "main", Files);
        int[] failures = [503, 429, 500];
        int next = 0;
        Hub.Intercept = (request, response) => next < failures.Length && HubStandIn.Refuse(response, failures[next++]);

        (await Models.OpenAsync(Name)).ShouldNotBeNull();

        next.ShouldBe(3);
    }

    [Fact]
    public async Task Failures_that_stay_are_named()
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (_, response) => HubStandIn.Refuse(response, 503);

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name));

        refused.Problem.ShouldContain("503");
        Hub.Requests.Count.ShouldBe(1 + Settings.Retries);
    }

    [Fact]
    public async Task A_slow_server_is_waited_for_as_long_as_something_comes()
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) => IsForWeights(request) && SendSlowly(response);
        var models = new ModelHub(Settings with { Silence = TimeSpan.FromSeconds(2) });

        string folder = await models.OpenAsync(Name);

        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
        AskedForWeights().Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again()
    {
        Hub.Add(Name, "main", Files);
        using var end = new ManualResetEventSlim();
        Hub.Intercept = (request, response) =>
        {
            if (IsForWeights(request) && request.From == 0)
            {
                response.ContentLength64 = Weights.Length;
                response.OutputStream.Write(Weights, 0, 1000);
                response.OutputStream.Flush();
                end.Wait(TimeSpan.FromSeconds(30));
                return true;
            }

            return false;
        };
        var models = new ModelHub(Settings with { Silence = TimeSpan.FromMilliseconds(500) });

        string folder = await models.OpenAsync(Name);

        end.Set();
        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
        AskedForWeights()[^1].From.ShouldBe(1000);
    }

    [Fact]
    public async Task What_the_user_stops_stays_and_is_gone_on_with()
    {
        Hub.Add(Name, "main", Files);
        using var stop = new CancellationTokenSource();
        var models = Models;

        await Should.ThrowAsync<OperationCanceledException>(models.OpenAsync(
            Name, new StopAt(stop, "model.safetensors"), null, stop.Token));

        new FileInfo(Blob + ".incomplete").Length.ShouldBeGreaterThan(0);
        (await models.OpenAsync(Name)).ShouldNotBeNull();
    }

    private static bool SendSlowly(HttpListenerResponse response)
    {
        response.ContentLength64 = Weights.Length;
        foreach (byte[] piece in Weights.Chunk(100_000))
        {
            response.OutputStream.Write(piece);
            response.OutputStream.Flush();
            Thread.Sleep(20);
        }

        response.Close();
        return true;
    }

    private sealed class StopAt(CancellationTokenSource stop, string file) : IProgress<HubProgress>
    {
        public void Report(HubProgress value)
        {
            if (value.File == file && value.Done > 0)
            {
                stop.Cancel();
            }
        }
    }
}
