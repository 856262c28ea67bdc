using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Queues;

public sealed class QueueFunctionTests(AzuriteFixture azurite)
{
    private readonly Recorder recorder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_message_reaches_the_function_once_and_is_deleted()
    {
        var queue = await azurite.CreateQueueAsync();
        for (var i = 0; i < 40; i++)
            await queue.SendMessageAsync($"m{i}", Cancellation);

        await using var host = await StartAsync(typeof(Strings), queue);
        await recorder.WaitForAsync(40);
        await EmptyAsync(queue);

        Assert.Equal(40, recorder.Entries.Distinct().Count());
        Assert.Equal(40, recorder.Entries.Count);
        Assert.All(recorder.Entries, entry => Assert.EndsWith(" attempt 1", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_can_be_an_object_written_as_JSON()
    {
        var queue = await azurite.CreateQueueAsync();
        await queue.SendMessageAsync("""{"name":"radar","count":3}""", Cancellation);

        await using var host = await StartAsync(typeof(Objects), queue);
        await recorder.WaitForAsync(1);

        Assert.Equal("radar 3", recorder.Entries[0]);
    }

    [Fact]
    public async Task A_failing_message_is_tried_again_and_then_put_on_the_poison_queue_as_it_was()
    {
        var queue = await azurite.CreateQueueAsync();
        var poison = await azurite.CreateQueueAsync(queue.Name + "-poison");
        await queue.SendMessageAsync("bad", Cancellation);

        await using var host = await StartAsync(typeof(Failing), queue);
        var aside = await Poll.ForAsync(
            "a poison message",
            async () => (await poison.PeekMessageAsync(Cancellation)).Value
        );
        await EmptyAsync(queue);

        Assert.Equal("bad", aside.Body.ToString());
        Assert.Equal(["1", "2", "3"], recorder.Entries);
    }

    [Fact]
    public async Task The_poison_queue_is_made_when_it_is_not_there()
    {
        var queue = await azurite.CreateQueueAsync();
        await queue.SendMessageAsync("not an object", Cancellation);

        await using var host = await StartAsync(typeof(Objects), queue);
        var poison = new QueueClient(azurite.ConnectionString, queue.Name + "-poison");
        await Poll.UntilAsync("a poison queue", async () => await poison.ExistsAsync(Cancellation));
        await EmptyAsync(queue);

        Assert.Equal("not an object", (await poison.PeekMessageAsync(Cancellation)).Value.Body.ToString());
    }

    [Fact]
    public async Task A_message_stays_hidden_for_as_long_as_its_function_runs()
    {
        var queue = await azurite.CreateQueueAsync();
        await queue.SendMessageAsync("long", Cancellation);
        await using var host = await StartAsync(typeof(Waiting), queue, ("LocalRuntime:QueueLease", "00:00:01"));
        await recorder.WaitForAsync(1);

        // Another message, hidden for three leases, tells by the storage's own clock that they have passed.
        await queue.SendMessageAsync("short", TimeSpan.FromSeconds(3), cancellationToken: Cancellation);
        await recorder.WaitForAsync(2);
        recorder.Open();
        await EmptyAsync(queue);

        Assert.Equal(["long 1", "short 1"], recorder.Entries);
    }

    [Fact]
    public async Task A_stop_lets_running_functions_finish_and_leaves_the_rest()
    {
        var queue = await azurite.CreateQueueAsync();
        await queue.SendMessageAsync("running", Cancellation);
        var host = await StartAsync(typeof(Waiting), queue);
        await recorder.WaitForAsync(1);

        var stop = host.StopAsync();
        await queue.SendMessageAsync("later", Cancellation);
        recorder.Open();
        await stop;
        await host.DisposeAsync();

        var left = (await queue.PeekMessagesAsync(32, Cancellation)).Value;
        Assert.Equal("later", Assert.Single(left).Body.ToString());
    }

    [Fact]
    public async Task What_a_function_returns_goes_to_its_output_queue()
    {
        var queue = await azurite.CreateQueueAsync();
        var output = new QueueClient(azurite.ConnectionString, $"out-{Guid.NewGuid():N}");
        await queue.SendMessageAsync("two", Cancellation);

        await using var host = await StartAsync(typeof(Forwarding), queue, ("Out", output.Name));
        await Poll.UntilAsync(
            "two messages out",
            async () =>
                await output.ExistsAsync(Cancellation)
                && (await output.PeekMessagesAsync(32, Cancellation)).Value.Length == 2
        );

        var sent = (await output.PeekMessagesAsync(32, Cancellation)).Value.Select(m => m.Body.ToString());
        Assert.Equal(["two", """{"Name":"two","Count":2}"""], sent);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_where_it_should_be_goes_to_the_poison_queue()
    {
        var queue = await azurite.CreateQueueAsync();
        var poison = await azurite.CreateQueueAsync(queue.Name + "-poison");
        await queue.SendMessageAsync("{plain}", Cancellation);
        await queue.SendMessageAsync(Convert.ToBase64String("coded"u8), Cancellation);

        await using var host = await StartAsync(
            typeof(Strings),
            queue,
            ("AzureFunctionsJobHost:extensions:queues:messageEncoding", "base64")
        );
        var aside = await Poll.ForAsync(
            "a poison message",
            async () => (await poison.PeekMessageAsync(Cancellation)).Value
        );
        await recorder.WaitForAsync(1);

        Assert.Equal("{plain}", aside.Body.ToString());
        Assert.Equal(["coded attempt 1"], recorder.Entries);
    }

    [Fact]
    public async Task Storage_that_goes_away_is_told_of_once_and_picked_up_again()
    {
        await using var own = await AzuriteProcess.StartAsync();
        var queue = new QueueClient(own.ConnectionString, "q-away");
        await queue.CreateAsync(cancellationToken: Cancellation);
        await using var host = await StartAsync(typeof(Strings), queue, ("AzureWebJobsStorage", own.ConnectionString));
        await queue.SendMessageAsync("before", Cancellation);
        await recorder.WaitForAsync(1);
        await EmptyAsync(queue);

        await own.StopAsync();
        await Poll.UntilAsync("a warning", () => Task.FromResult(Warnings(host) > 0));
        await own.StartAgainAsync();
        await queue.SendMessageAsync("after", Cancellation);
        await recorder.WaitForAsync(2);

        Assert.Equal("after attempt 1", recorder.Entries[1]);
        Assert.Equal(1, Warnings(host));
    }

    private static int Warnings(RunningHost host) =>
        host.Log.Entries.Count(e => e.Text.Contains("does not answer", StringComparison.Ordinal));

    private Task<RunningHost> StartAsync(Type functions, QueueClient queue, params (string, string?)[] settings)
    {
        var builder = RunningHost
            .Builder(functions)
            .With(("AzureWebJobsStorage", azurite.ConnectionString), ("In", queue.Name))
            .With(settings);
        builder.Services.AddSingleton(recorder);
        return RunningHost.StartAsync(builder);
    }

    private static Task EmptyAsync(QueueClient queue) =>
        Poll.UntilAsync(
            "an empty queue",
            async () => (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount == 0
        );

    public sealed class Strings(Recorder recorder)
    {
        [Function("Strings")]
        public void Run([QueueTrigger("%In%")] string message, long dequeueCount, string id) =>
            recorder.Add($"{message} attempt {dequeueCount}{(id.Length > 0 ? "" : " without id")}");
    }

    public sealed record Item(string Name, int Count);

    public sealed class Objects(Recorder recorder)
    {
        [Function("Objects")]
        public Task Run([QueueTrigger("%In%", Connection = "Storage")] Item item)
        {
            recorder.Add($"{item.Name} {item.Count}");
            return Task.CompletedTask;
        }
    }

    public sealed class Failing(Recorder recorder)
    {
        [Function("Failing")]
        public void Run([QueueTrigger("%In%")] BinaryData message, int dequeueCount)
        {
            recorder.Add($"{dequeueCount}");
            throw new InvalidOperationException($"can't read {message}");
        }
    }

    public sealed class Waiting(Recorder recorder)
    {
        [Function("Waiting")]
        public async Task Run([QueueTrigger("%In%")] string message, int dequeueCount)
        {
            recorder.Add($"{message} {dequeueCount}");
            await recorder.Gate;
        }
    }

    public static class Forwarding
    {
        [Function("Forwarding")]
        [QueueOutput("%Out%")]
        public static object[] Run([QueueTrigger("%In%")] string message) =>
            [message, new Item(message, message.Length - 1)];
    }
}
