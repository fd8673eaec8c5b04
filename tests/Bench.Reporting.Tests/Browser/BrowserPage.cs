using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bench.Reporting.Tests;

/// <summary>A page in the browser.</summary>
public sealed class BrowserPage : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _problems = [];
    private readonly List<string> _requests = [];
    private string? _session;
    private bool _loaded;
    private int _next;

    private BrowserPage()
    {
    }

    /// <summary>Errors on the console, exceptions of scripts, and whatever the browser refused.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Everything the page asked for.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Opens a file and waits until it is loaded.</summary>
    public static BrowserPage Open(
        Chromium browser, string path, int width = 1320, int height = 900, string fragment = "", bool dark = false)
    {
        var page = new BrowserPage();
        page._socket.ConnectAsync(browser.Address, CancellationToken.None).GetAwaiter().GetResult();
        string target = (string)page.Send("Target.createTarget", new() { ["url"] = "about:blank" })["targetId"]!;
        page._session = (string)page.Send("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true })["sessionId"]!;
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            page.Send($"{domain}.enable", []);
        }

        page.Send("Emulation.setDeviceMetricsOverride",
            new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        page.Emulate(dark);
        page._loaded = false;
        page.Send("Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri + fragment });
        while (!page._loaded)
        {
            page.Receive();
        }

        return page;
    }

    /// <summary>Evaluates an expression in the page.</summary>
    public T Evaluate<T>(string expression)
    {
        JsonNode answer = Send(
            "Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        answer["exceptionDetails"].ShouldBeNull(answer.ToJsonString());
        return answer["result"]!["value"].Deserialize<T>()!;
    }

    /// <summary>Looks at the page as someone does who asked the system for dark colours, or for little motion.</summary>
    public void Emulate(bool dark, bool calm = false, bool print = false) => Send("Emulation.setEmulatedMedia", new()
    {
        ["media"] = print ? "print" : "",
        ["features"] = new JsonArray(
            new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" },
            new JsonObject { ["name"] = "prefers-reduced-motion", ["value"] = calm ? "reduce" : "no-preference" }),
    });

    /// <summary>A picture of what is seen, or of the whole page, as PNG.</summary>
    public byte[] Screenshot(bool whole = false) => Convert.FromBase64String((string)Send(
        "Page.captureScreenshot",
        new() { ["format"] = "png", ["captureBeyondViewport"] = whole, ["clip"] = whole ? Whole() : null })["data"]!);

    /// <summary>Presses a key as a person does.</summary>
    public void Press(string key, string? text = null)
    {
        int code = key switch { "Enter" => 13, "ArrowDown" => 40, "ArrowUp" => 38, "Home" => 36, "End" => 35, _ => 0 };
        Send("Input.dispatchKeyEvent", new JsonObject
        {
            ["type"] = text is null ? "rawKeyDown" : "keyDown",
            ["key"] = key,
            ["code"] = key,
            ["text"] = text ?? "",
            ["windowsVirtualKeyCode"] = code,
        });
        Send("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key, ["code"] = key });
    }

    public void Dispose() => _socket.Dispose();

    private JsonObject Whole()
    {
        JsonNode size = Send("Page.getLayoutMetrics", [])["cssContentSize"]!;
        return new() { ["x"] = 0, ["y"] = 0, ["width"] = (double)size["width"]!, ["height"] = (double)size["height"]!, ["scale"] = 1 };
    }

    private JsonNode Send(string method, JsonObject parameters)
    {
        int id = ++_next;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }

        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None)
            .GetAwaiter().GetResult();
        while (true)
        {
            JsonNode answer = Receive();
            if ((int?)answer["id"] == id)
            {
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer.ToJsonString()}");
            }
        }
    }

    private JsonNode Receive()
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = _socket.ReceiveAsync(buffer, CancellationToken.None).GetAwaiter().GetResult();
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        JsonNode node = JsonNode.Parse(message.ToArray())!;
        JsonNode? data = node["params"];
        switch ((string?)node["method"])
        {
            case "Page.loadEventFired":
                _loaded = true;
                break;
            case "Runtime.exceptionThrown":
                _problems.Add(data!["exceptionDetails"]!.ToJsonString());
                break;
            case "Runtime.consoleAPICalled" when (string?)data!["type"] is "error" or "warning" or "assert":
                _problems.Add(data!["args"]!.ToJsonString());
                break;
            case "Log.entryAdded" when (string?)data!["entry"]!["level"] is "error" or "warning":
                _problems.Add((string)data!["entry"]!["text"]!);
                break;
            case "Network.requestWillBeSent":
                _requests.Add((string)data!["request"]!["url"]!);
                break;
        }

        return node;
    }
}
