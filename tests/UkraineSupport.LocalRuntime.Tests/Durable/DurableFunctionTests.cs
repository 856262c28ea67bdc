using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.DurableTask;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.LocalRuntime.Worker;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

public sealed class DurableFunctionTests(AzuriteFixture azurite)
{
    private readonly string hub = $"T{Guid.NewGuid():N}"[..20];
    private readonly Recorder recorder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_HTTP_function_starts_an_orchestration_that_calls_activities_of_injected_classes()
    {
        await using var host = await StartAsync();

        var id = await BeginAsync(host, new Order("radar", 2));
        var done = await StatusAsync(host, id, "Completed");

        Assert.Equal("radar x2 noted", (string?)done["output"]);
        Assert.Equal(["radar x2"], recorder.Entries);
    }

    [Fact]
    public async Task An_orchestration_that_fails_tells_the_reason_of_its_activity()
    {
        await using var host = await StartAsync();

        var id = await BeginAsync(host, new Order("none", 0));
        var failed = await StatusAsync(host, id, "Failed");

        Assert.Contains("nothing to order", (string?)failed["output"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_goes_on_in_the_host_that_is_started_next()
    {
        string id;
        await using (var first = await StartAsync())
        {
            id = await BeginAsync(first, new Order("wait", 1));
            await StatusAsync(first, id, "Running");
        }

        await using var second = await StartAsync();
        var raised = await second.Client.PostAsJsonAsync(
            $"/runtime/webhooks/durabletask/instances/{id}/raiseEvent/Go",
            "on",
            Cancellation
        );
        var done = await StatusAsync(second, id, "Completed");

        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        Assert.Equal("wait went on", (string?)done["output"]);
    }

    [Fact]
    public async Task A_request_s_trace_reaches_the_activity_and_the_history_tells_what_was_done()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders")
        {
            Content = JsonContent.Create(new Order("trace", 1)),
        };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        var id = await (await host.Client.SendAsync(request, Cancellation)).Content.ReadAsStringAsync(Cancellation);
        await StatusAsync(host, id, "Completed");

        Assert.Equal([$"trace {Trace}"], recorder.Entries);
        var history = await host.Client.GetFromJsonAsync<JsonNode>(
            $"/runtime/webhooks/durabletask/instances/{id}?showHistory=true&showHistoryOutput=true",
            Cancellation
        );
        var events = history!["historyEvents"]!.AsArray();
        Assert.Equal(
            ["ExecutionStarted", "SubOrchestrationInstanceCompleted", "ExecutionCompleted"],
            events.Select(e => (string?)e!["EventType"])
        );
        Assert.Equal(
            (nameof(Orders.Ordering), "trace x1 noted"),
            ((string?)events[1]!["FunctionName"], (string?)events[1]!["Result"])
        );
    }

    [Fact]
    public async Task A_host_whose_hub_is_taken_from_it_stops()
    {
        await using var host = await StartAsync();
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        await new BlobClient(azurite.ConnectionString, hub.ToLowerInvariant() + "-hub", "owner")
            .GetBlobLeaseClient()
            .BreakAsync(TimeSpan.Zero, cancellationToken: Cancellation);
        await using var next = await StartAsync();

        // Whether or not it notices the loss by itself before: with its next record it does.
        using var lost = await host.Client.PostAsJsonAsync("/api/orders", new Order("radar", 1), Cancellation);

        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.False(lost.IsSuccessStatusCode);
        Assert.Contains(
            host.Log.Entries,
            e => e.Level == LogLevel.Critical && e.Text.Contains(hub, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_hub_that_another_host_owns_is_one_sentence()
    {
        await using var owner = await StartAsync();

        var refused = await Assert.ThrowsAsync<FunctionsStartupException>(StartAsync);
        Assert.Contains(hub, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_function_has_the_client_too()
    {
        var queue = await azurite.CreateQueueAsync();
        await queue.SendMessageAsync("drone", Cancellation);

        await using var host = await StartAsync(typeof(QueueStarter), ("In", queue.Name));
        await recorder.WaitForAsync(1);

        Assert.Equal(["drone x1"], recorder.Entries);
    }

    private static async Task<string> BeginAsync(RunningHost host, Order order)
    {
        var answer = await host.Client.PostAsJsonAsync("/api/orders", order, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static Task<JsonNode> StatusAsync(RunningHost host, string id, string status) =>
        Poll.ForAsync(
            status,
            async () =>
            {
                var answer = await host.Client.GetAsync($"/runtime/webhooks/durabletask/instances/{id}", Cancellation);
                var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
                return (string?)body?["runtimeStatus"] == status ? body : null;
            }
        );

    private Task<RunningHost> StartAsync() => StartAsync(typeof(HttpStarter));

    private Task<RunningHost> StartAsync(Type starter, params (string, string?)[] settings)
    {
        var builder = RunningHost
            .Builder(starter, typeof(Orders), typeof(Orchestrations))
            .With(("AzureWebJobsStorage", azurite.ConnectionString), ("Hub", hub))
            .With(settings);
        builder.Services.AddSingleton(recorder);
        builder.Services.AddKeyedSingleton<Func<HttpContext, ValueTask<bool>>>(
            IDurableManagementAuthorization.ServiceKey,
            (_, _) => _ => ValueTask.FromResult(true)
        );
        return RunningHost.StartAsync(builder);
    }

    public sealed record Order(string Item, int Count);

    public static class HttpStarter
    {
        [Function("Begin")]
        public static async Task<IResult> Begin(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders")] HttpRequest req,
            [DurableClient] DurableTaskClient client,
            CancellationToken cancellation
        )
        {
            var order = await req.ReadFromJsonAsync<Order>(cancellation);
            var name = order!.Item switch
            {
                "wait" => nameof(Orchestrations.Waiting),
                "trace" => nameof(Orchestrations.Outer),
                _ => nameof(Orders.Ordering),
            };
            return Results.Text(
                await client.ScheduleNewOrchestrationInstanceAsync(name, order, cancellation),
                statusCode: 202
            );
        }
    }

    public static class QueueStarter
    {
        [Function("FromQueue")]
        public static Task Run(
            [QueueTrigger("%In%")] string item,
            [DurableClient] DurableTaskClient client,
            CancellationToken cancellation
        ) => client.ScheduleNewOrchestrationInstanceAsync(nameof(Orders.Ordering), new Order(item, 1), cancellation);
    }

    public static class Orchestrations
    {
        [Function(nameof(Outer))]
        public static Task<string> Outer([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallSubOrchestratorAsync<string>(nameof(Orders.Ordering), context.GetInput<Order>());

        [Function(nameof(Waiting))]
        public static async Task<string> Waiting([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var word = await context.WaitForExternalEvent<string>("Go");
            return $"{context.GetInput<Order>()!.Item} went {word}";
        }
    }

    public sealed class Orders(Recorder recorder)
    {
        [Function(nameof(Ordering))]
        public static async Task<string> Ordering(
            [OrchestrationTrigger] TaskOrchestrationContext context,
            Order order
        ) => await context.CallActivityAsync<string>(nameof(Note), order);

        [Function(nameof(Note))]
        public string Note([ActivityTrigger] Order order, FunctionContext context)
        {
            if (order.Count == 0)
                throw new InvalidOperationException("nothing to order");
            recorder.Add(order.Item == "trace" ? $"trace {Activity.Current?.TraceId}" : $"{order.Item} x{order.Count}");
            return $"{order.Item} x{order.Count} {(context.FunctionDefinition.Name == nameof(Note) ? "noted" : "lost")}";
        }
    }
}
