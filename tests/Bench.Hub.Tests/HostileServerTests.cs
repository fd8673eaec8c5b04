using System.Net;
using System.Net.Sockets;
using System.Text;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Hub.Tests;

/// <summary>Servers that would have a download never end, end in a stack trace, or bring something else than was asked for.</summary>
public sealed class HostileServerTests : HubFixture
{
    private const string Pinned = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData("ends early", 200, 1000)]
    [InlineData("has nothing left", 416, 0)]
    [InlineData("has no content", 204, 0)]
    public async Task One_that_never_sends_the_whole_is_given_up(string how, int status, int bytes)
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) =>
        {
            if (!IsForWeights(request))
            {
                return false;
            }

            response.StatusCode = status;
            if (status != 204)
            {
                response.ContentLength64 = bytes;
                response.OutputStream.Write(Weights, 0, bytes);
            }

            response.Close();
            return true;
        };

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name).WaitAsync(TimeSpan.FromMinutes(1)));

        refused.Problem.ShouldContain("of 300000 bytes of 'model.safetensors'", customMessage: how);
        refused.Problem.ShouldContain("the server sends no more");
        AskedForWeights().Length.ShouldBeInRange(1 + Settings.Retries, 2 + Settings.Retries);
    }

    [Fact]
    public async Task One_whose_answers_end_early_at_changing_places_is_given_up()
    {
        Hub.Add(Name, "main", Files);
        int asked = 0;
        Hub.Intercept = (request, response) => IsForWeights(request)
            && HubStandIn.Send(request with { From = 0 }, response, Weights[..(++asked % 2 == 0 ? 2000 : 1000)]);

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name).WaitAsync(TimeSpan.FromMinutes(1)));

        refused.Problem.ShouldContain("the server sends no more");
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_one_that_broke()
    {
        Hub.Add(Name, "main", Files);
        using var resetting = new Resetting(Weights);
        Hub.Intercept = (request, response) =>
        {
            if (!IsForWeights(request) || request.From > 0)
            {
                return false;
            }

            response.StatusCode = 302;
            response.AddHeader("Location", resetting.Address);
            response.Close();
            return true;
        };

        string folder = await Models.OpenAsync(Name).WaitAsync(TimeSpan.FromMinutes(1));

        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
        AskedForWeights()[^1].From.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("4398046511105")]
    [InlineData("-1")]
    [InlineData("1e3")]
    public async Task Sizes_that_no_file_has_are_refused(string size)
    {
        Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) =>
        {
            if (request.Method != "HEAD")
            {
                return false;
            }

            response.AddHeader("X-Linked-Etag", $"\"{new string('a', 64)}\"");
            response.AddHeader("X-Linked-Size", size);
            response.Close();
            return true;
        };

        (await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name))).Problem.ShouldContain("no size");
    }

    [Fact]
    public async Task Another_commit_than_the_pinned_one_is_refused_and_leaves_nothing()
    {
        StoredRepository main = Hub.Add(Name, "main", Files);
        Hub.Intercept = (request, response) => request.Path.Contains("/revision/", StringComparison.Ordinal) && Describe(response, main);

        BenchException model = await Should.ThrowAsync<BenchException>(Models.OpenAsync($"{Name}@{Pinned}"));
        BenchException dataset = await Should.ThrowAsync<BenchException>(new DatasetHub(Settings).OpenAsync($"{Name}@{Pinned}"));

        model.Problem.ShouldBe($"Commit {Pinned} was asked for, the answer describes {main.Commit}");
        dataset.Problem.ShouldBe(model.Problem);
        Directory.Exists(Cached("snapshots")).ShouldBeFalse();
    }

    private static bool Describe(HttpListenerResponse response, StoredRepository repository)
    {
        response.OutputStream.Write(Encoding.UTF8.GetBytes(
            $$"""{"sha": "{{repository.Commit}}", "siblings": [{"rfilename": "config.json"}, {"rfilename": "train.parquet"}]}"""));
        response.Close();
        return true;
    }

    /// <summary>A server that sends a third of a content, and then resets the connection instead of closing it.</summary>
    private sealed class Resetting : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[] _content;

        public Resetting(byte[] content)
        {
            _content = content;
            _listener.Start();
            _ = Task.Run(AnswerAsync);
        }

        public string Address => $"http://{_listener.LocalEndpoint}/content";

        public void Dispose() => _listener.Stop();

        private async Task AnswerAsync()
        {
            using Socket socket = await _listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[1 << 14]);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {_content.Length}\r\n\r\n"));
            await socket.SendAsync(_content.AsMemory(0, _content.Length / 3));

            // A reset overtakes what was not read yet.
            await Task.Delay(200);
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }
}
