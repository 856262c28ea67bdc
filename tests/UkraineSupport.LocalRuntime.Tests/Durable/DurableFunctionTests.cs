using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Durable;
using UkraineSupport.LocalRuntime.Tests.Support;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

/// <summary>Durable functions of an app, on the real framework in Azurite.</summary>
public sealed class DurableFunctionTests(AzuriteFixture azurite)
{
    private readonly string hub = FrameworkHub.NewName();
    private readonly Recorder recorder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_HTTP_function_starts_an_orchestration_that_calls_activities_of_injected_classes()
    {
        await using var host = await StartAsync();

        var done = await CompletionAsync(host, await BeginAsync(host, new Order("radar", 2)));

        Assert.Equal("radar x2 noted", done.ReadOutputAs<string>());
        Assert.Equal(["radar x2"], recorder.Entries);
    }

    [Fact]
    public async Task An_orchestration_that_fails_tells_the_reason_of_its_activity()
    {
        await using var host = await StartAsync();

        var failed = await CompletionAsync(host, await BeginAsync(host, new Order("none", 0)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Contains("nothing to order", failed.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_goes_on_in_the_host_that_is_started_next()
    {
        string id;
        await using (var first = await StartAsync())
        {
            id = await BeginAsync(first, new Order("wait", 1));
            await Client(first).WaitForInstanceStartAsync(id, Cancellation);
        }

        await using var second = await StartAsync();
        await Client(second).RaiseEventAsync(id, "Go", "on", Cancellation);
        var done = await CompletionAsync(second, id);

        Assert.Equal("wait went on", done.ReadOutputAs<string>());
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

    private static DurableTaskClient Client(RunningHost host) => host.Services.GetRequiredService<DurableHost>().Client;

    private static Task<OrchestrationMetadata> CompletionAsync(RunningHost host, string id) =>
        Client(host).WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation);

    private Task<RunningHost> StartAsync() => StartAsync(typeof(HttpStarter));

    private Task<RunningHost> StartAsync(Type starter, params (string, string?)[] settings)
    {
        var builder = RunningHost
            .Builder(starter, typeof(Orders), typeof(Orchestrations))
            .With(("AzureWebJobsStorage", azurite.ConnectionString), ("Hub", hub))
            .With(settings);
        builder.Services.AddSingleton(recorder);
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
            var name = order!.Item == "wait" ? nameof(Orchestrations.Waiting) : nameof(Orders.Ordering);
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
        [Function(nameof(Waiting))]
        public static async Task<string> Waiting([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
        {
            var word = await context.WaitForExternalEvent<string>("Go");
            return $"{order.Item} went {word}";
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
        public string Note([ActivityTrigger] Order order)
        {
            if (order.Count == 0)
                throw new InvalidOperationException("nothing to order");
            recorder.Add($"{order.Item} x{order.Count}");
            return $"{order.Item} x{order.Count} noted";
        }
    }
}
