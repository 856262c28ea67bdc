using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Tests.Durable;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Hosting;

public sealed class StartupFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(MistakenFunctions.Twice), "Function 'same' is declared twice")]
    [InlineData(typeof(MistakenFunctions.NoTrigger), "Function 'NoTrigger' has 0 triggers")]
    [InlineData(typeof(MistakenFunctions.TwoTriggers), "Function 'TwoTriggers' has 2 triggers")]
    [InlineData(
        typeof(MistakenFunctions.Unbound),
        "Function 'Unbound': nothing binds the parameter 'other' of type String (by name there are: id)"
    )]
    [InlineData(typeof(MistakenFunctions.Hidden), "Function 'Hidden': the method")]
    [InlineData(
        typeof(MistakenFunctions.WrongRequest),
        "Function 'WrongRequest': [HttpTrigger] binds an ASP.NET Core HttpRequest"
    )]
    [InlineData(typeof(MistakenFunctions.WrongSchedule), "Function 'WrongSchedule': 'hourly' is neither")]
    [InlineData(typeof(MistakenFunctions.WrongTimer), "Function 'WrongTimer': [TimerTrigger] binds a TimerInfo")]
    [InlineData(typeof(MistakenFunctions.WrongQueueName), "Function 'WrongQueueName': 'no_name' is no queue name")]
    [InlineData(
        typeof(MistakenFunctions.NoSuchSetting),
        "Function 'NoSuchSetting': '%Nowhere%' stands for the setting 'Nowhere'"
    )]
    [InlineData(
        typeof(MistakenFunctions.NoSuchConnection),
        "Function 'NoSuchConnection' needs the storage connection string of the setting 'Nowhere'"
    )]
    [InlineData(
        typeof(MistakenFunctions.WrongContext),
        "Function 'WrongContext': [OrchestrationTrigger] binds a TaskOrchestrationContext"
    )]
    [InlineData(
        typeof(MistakenFunctions.ClientInOrchestrator),
        "Function 'ClientInOrchestrator': an orchestrator must not use a DurableTaskClient"
    )]
    [InlineData(typeof(MistakenFunctions.NoTask), "Function 'NoTask': an orchestrator returns a Task")]
    [InlineData(typeof(MistakenFunctions.TwoInputs), "Function 'TwoInputs': nothing binds the parameter 'other'")]
    [InlineData(
        typeof(MistakenFunctions.UnknownTrigger),
        "Function 'UnknownTrigger': this host does not know its trigger, [Webcam]"
    )]
    public void A_mistake_in_a_function_is_one_sentence_that_names_it(Type functions, string sentence)
    {
        var refused = Assert.Throws<FunctionsStartupException>(() =>
            RunningHost.Builder(functions).With(("AzureWebJobsStorage", "UseDevelopmentStorage=true")).Build()
        );
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_storage_setting_names_a_function_that_needs_it()
    {
        var builder = RunningHost.Builder(typeof(MistakenFunctions.NoConnection)).With(("AzureWebJobsStorage", null));

        var refused = Assert.Throws<FunctionsStartupException>(() => builder.Build());
        Assert.StartsWith(
            "Function 'NoConnection' needs the storage connection string",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_port_in_use_is_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var builder = new TestBuilder([], $"--port={port}");

        var refused = Assert.Throws<FunctionsStartupException>(() => builder.Build());
        Assert.Equal(
            $"Port {port} is in use: end what listens there, or choose another with --port N.",
            refused.Message
        );
    }

    [Theory]
    [InlineData("--port", "http")]
    [InlineData("--port", "70000")]
    [InlineData("--host", "somewhere")]
    public void An_address_that_cannot_be_is_named(string option, string value)
    {
        var builder = new TestBuilder([], option, value);

        var refused = Assert.Throws<FunctionsStartupException>(() => builder.Build());
        Assert.StartsWith(option, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("storageProvider:partitionCount", "0")]
    [InlineData("storageProvider:partitionCount", "17")]
    [InlineData("storageProvider:controlQueueBatchSize", "many")]
    [InlineData("storageProvider:maxQueuePollingInterval", "00:00:00")]
    [InlineData("storageProvider:maxQueuePollingInterval", "soon")]
    [InlineData("storageProvider:controlQueueVisibilityTimeout", "00:00:00")]
    [InlineData("storageProvider:controlQueueVisibilityTimeout", "-00:00:01")]
    // Ten days to the framework; storage hides no message for more than seven.
    [InlineData("storageProvider:workItemQueueVisibilityTimeout", "10")]
    [InlineData("maxConcurrentActivityFunctions", "0")]
    [InlineData("hubName", "my-hub")]
    [InlineData("hubName", "1st")]
    public async Task A_durable_setting_that_cannot_be_used_is_named(string name, string value)
    {
        await using var host = Durable("UseDevelopmentStorage=true")
            .With(("AzureFunctionsJobHost:extensions:durableTask:" + name, value))
            .Build();

        var refused = await Assert.ThrowsAsync<FunctionsStartupException>(() => host.StartAsync(Cancellation));
        Assert.StartsWith(
            $"host.json: extensions:durableTask:{name} is '{value}', not ",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=devstoreaccount1;AccountKey=")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=%;BlobEndpoint=nowhere")]
    public async Task A_connection_string_that_cannot_be_read_is_one_sentence(string connection)
    {
        await using var host = Durable(connection).Build();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Cancellation));
        Assert.StartsWith(
            "The connection string of AzureWebJobsStorage can't be read: ",
            StartupFailure.Explain(fault, "App"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_start_that_fails_ends_with_exit_code_1() =>
        // This assembly is full of mistakes: the host may name any.
        Assert.Equal(1, await LocalHost.RunAsync(["--port=0"], typeof(MistakenFunctions).Assembly, (_, _) => { }));

    [Fact]
    public async Task Storage_away_is_one_sentence_within_seconds()
    {
        var port = FreePort.Next();
        var clock = Stopwatch.StartNew();
        const string Account = "AccountName=devstoreaccount1;AccountKey=c2VjcmV0";
        string Endpoint(string name) => $"{name}Endpoint=http://127.0.0.1:{port}/devstoreaccount1";
        await using var host = Durable(
                $"DefaultEndpointsProtocol=http;{Account};{Endpoint("Blob")};{Endpoint("Queue")};{Endpoint("Table")}"
            )
            .Build();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Cancellation));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.StartsWith(
            "The storage of AzureWebJobsStorage can't be reached: is Azurite running?",
            StartupFailure.Explain(fault, "App"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Storage_that_stands_still_for_some_seconds_is_waited_for()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        azurite.StandStill();
        await using var host = Durable(azurite.ConnectionString).Build();
        var starting = host.StartAsync(Cancellation);
        await Task.WhenAny(starting, Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System, Cancellation));
        Assert.False(starting.IsCompleted, "It has not waited.");

        azurite.GoOn();
        await starting;
    }

    private static TestBuilder Durable(string connection) =>
        RunningHost
            .Builder(typeof(DurableFunctionTests.Orders))
            .With(("AzureWebJobsStorage", connection), ("Hub", "Waiting"));
}
