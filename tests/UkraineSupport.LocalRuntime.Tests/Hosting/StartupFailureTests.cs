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
    public async Task A_port_in_use_is_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var builder = new TestBuilder([], $"--port={port}");
        await using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<FunctionsStartupException>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );
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

    [Fact]
    public async Task Storage_away_is_one_sentence_within_seconds()
    {
        var port = FreePort.Next();
        const string Account = "AccountName=devstoreaccount1;AccountKey=c2VjcmV0";
        string Endpoint(string name) => $"{name}Endpoint=http://127.0.0.1:{port}/devstoreaccount1";
        await using var host = RunningHost
            .Builder(typeof(DurableFunctionTests.Orders))
            .With(
                (
                    "AzureWebJobsStorage",
                    $"DefaultEndpointsProtocol=http;{Account};{Endpoint("Blob")};{Endpoint("Queue")};{Endpoint("Table")}"
                ),
                ("Hub", "Away")
            )
            .Build();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );
        Assert.StartsWith(
            "The storage of AzureWebJobsStorage can't be reached: is Azurite running?",
            StartupFailure.Explain(fault),
            StringComparison.Ordinal
        );
    }
}
