using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Harness;

/// <summary>The program that starts the app on one machine, where it can't: one sentence, and exit code 1.</summary>
public sealed class LocalProgramTests
{
    // Nothing listens on the discard port.
    private const string Nowhere =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm9uZQ==;"
        + "BlobEndpoint=http://127.0.0.1:9/devstoreaccount1;QueueEndpoint=http://127.0.0.1:9/devstoreaccount1;"
        + "TableEndpoint=http://127.0.0.1:9/devstoreaccount1;";

    private static string Port => FreePort.Next().ToString(CultureInfo.InvariantCulture);

    [Fact]
    public Task No_app_named() => RefusedAsync("error: Name the app to start", []);

    [Fact]
    public Task An_app_that_is_not_there() => RefusedAsync("error: Name the app to start", ["nowhere.dll"]);

    [Fact]
    public Task Storage_that_is_away() =>
        RefusedAsync(
            "error: The storage of AzureWebJobsStorage can't be reached",
            [PublishedApp.Assembly, "--port", Port]
        );

    [Fact]
    public async Task A_port_in_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await RefusedAsync($"error: Port {port} is in use", [PublishedApp.Assembly, "--port", port]);
    }

    [Fact]
    public Task Two_ways_to_one_bus() =>
        RefusedAsync(
            "error: Set ServiceBus__Namespace (managed identity) or ServiceBus__ConnectionString, not both.",
            [PublishedApp.Assembly, "--port", Port],
            ("ServiceBus__Namespace", "none.servicebus.windows.net"),
            ("ServiceBus__ConnectionString", "Endpoint=sb://127.0.0.1;SharedAccessKeyName=a;SharedAccessKey=b")
        );

    [Fact]
    public Task A_limit_that_is_none() =>
        RefusedAsync(
            "error: Limits__CallerBurst is none: a whole number from 1.",
            [PublishedApp.Assembly, "--port", Port],
            ("Limits__CallerBurst", "none")
        );

    private static async Task RefusedAsync(
        string sentence,
        string[] arguments,
        params (string Name, string Value)[] settings
    )
    {
        var start = new ProcessStartInfo("dotnet", [PublishedApp.LocalHost, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AzureWebJobsStorage"] = Nowhere, ["Access__Authority"] = "https://issuer.example" },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.StartsWith(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", await output, StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
    }
}
