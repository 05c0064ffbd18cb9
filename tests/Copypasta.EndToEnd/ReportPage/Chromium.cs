using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>A headless Chromium of the system and one page of it, driven by its DevTools protocol over a loopback socket.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly string? s_program = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("copypasta-chromium-");
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _faults = [];
    private int _calls;

    /// <summary>Starts it; skips the test where the machine has none.</summary>
    public static Chromium Start()
    {
        Assert.SkipWhen(s_program is null, "no Chromium is installed");
        return new Chromium();
    }

    private Chromium()
    {
        var start = new ProcessStartInfo(
            s_program!, ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        _socket.ConnectAsync(new Uri(PageAddress()), new CancellationTokenSource(s_patience).Token).GetAwaiter().GetResult();
        foreach (var domain in new[] { "Page", "Runtime", "Log" })
        {
            Call($"{domain}.enable");
        }
    }

    /// <summary>What went wrong in the page: exceptions, refusals by its policy, dialogs. A page that is right has none.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Opens a file, at a width of so many pixels.</summary>
    public void Open(string path, int width = 1280, string colours = "light")
    {
        Call("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        Call("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = colours }) });
        Call("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        Until("document.readyState === 'complete' && document.getElementById('tabs') !== null && document.querySelector('#timeline').children.length > 0");
    }

    /// <summary>Goes to a part of the page by its address.</summary>
    public void Go(string hash)
    {
        // Chromium goes to no new address where there were 200 in ten seconds.
        var address = JsonSerializer.Serialize(hash);
        Assert.True((bool)Value($"(location.hash = {address}, location.hash === new URL('#' + {address}, location.href).hash)")!, $"the page does not go to {hash}");
        Value("new Promise(done => setTimeout(done, 60))");
    }

    /// <summary>Presses a key, as a keyboard does.</summary>
    public void Press(string key)
    {
        foreach (var type in new[] { "rawKeyDown", "char", "keyUp" })
        {
            if (type == "char" && key != "Enter")
            {
                continue;
            }

            var code = key switch { "Tab" => 9, "Enter" => 13, _ => throw new ArgumentException(key) };
            Call("Input.dispatchKeyEvent", new JsonObject { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["text"] = type == "char" ? "\r" : "" });
        }
    }

    /// <summary>The value of an expression, awaited; an exception fails the test.</summary>
    public JsonNode? Value(string expression)
    {
        var answer = Call("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.True(answer["exceptionDetails"] is null, $"{expression}: {answer["exceptionDetails"]}");
        return answer["result"]!["value"];
    }

    /// <inheritdoc cref="Value"/>
    public string Text(string expression) => (string)Value(expression)!;

    /// <summary>Waits until an expression is true.</summary>
    public void Until(string condition)
    {
        var clock = Stopwatch.StartNew();
        while (!(bool)Value($"Boolean({condition})")!)
        {
            Assert.True(clock.Elapsed < s_patience, $"never came true: {condition}");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        for (var attempt = 0; _profile.Exists && attempt < 20; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(100); // its last children are still writing
            }
        }
    }

    private string PageAddress()
    {
        var file = Path.Combine(_profile.FullName, "DevToolsActivePort");
        var clock = Stopwatch.StartNew();
        while (!File.Exists(file) || File.ReadAllLines(file).Length < 2)
        {
            Assert.True(clock.Elapsed < s_patience && !_process.HasExited, "Chromium does not start");
            Thread.Sleep(20);
        }

        var port = File.ReadAllLines(file)[0];
        using var client = new HttpClient();
        while (true)
        {
            var pages = JsonNode.Parse(client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json/list")).GetAwaiter().GetResult())!.AsArray();
            if (pages.FirstOrDefault(page => (string)page!["type"]! == "page") is { } page)
            {
                return (string)page["webSocketDebuggerUrl"]!;
            }

            Assert.True(clock.Elapsed < s_patience, "Chromium has no page");
            Thread.Sleep(20);
        }
    }

    private JsonNode Call(string method, JsonObject? parameters = null)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var id = ++_calls;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, patience.Token).GetAwaiter().GetResult();
        while (true)
        {
            var answer = Receive(patience.Token);
            if ((int?)answer["id"] == id)
            {
                Assert.True(answer["error"] is null, $"{method}: {answer["error"]}");
                return answer["result"]!;
            }

            Note(answer);
        }
    }

    private void Note(JsonNode happened)
    {
        switch ((string?)happened["method"])
        {
            case "Runtime.exceptionThrown" or "Log.entryAdded" or "Runtime.consoleAPICalled":
                _faults.Add(happened["params"]!.ToJsonString());
                break;
            case "Page.javascriptDialogOpening":
                _faults.Add(happened["params"]!.ToJsonString());
                var dismissal = new JsonObject { ["id"] = ++_calls, ["method"] = "Page.handleJavaScriptDialog", ["params"] = new JsonObject { ["accept"] = false } };
                _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(dismissal), WebSocketMessageType.Text, true, CancellationToken.None).GetAwaiter().GetResult();
                break;
        }
    }

    private JsonNode Receive(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = _socket.ReceiveAsync(buffer, cancellation).GetAwaiter().GetResult();
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
