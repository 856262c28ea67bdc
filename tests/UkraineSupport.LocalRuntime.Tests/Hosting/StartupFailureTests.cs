using System.Net;
using System.Net.Sockets;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Tests.Support;
using UkraineSupport.LocalRuntime.Worker;
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
    public void A_mistake_in_a_function_is_one_sentence_that_names_it(Type functions, string sentence)
    {
        var builder = RunningHost.Builder(functions).With(("AzureWebJobsStorage", "UseDevelopmentStorage=true"));

        var refused = Assert.Throws<FunctionsStartupException>(() => builder.Build());
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
    public void HTTP_functions_need_the_web_application()
    {
        var builder = FunctionsApplication.CreateBuilder(["--functions-assembly", "UkraineSupport.LocalRuntime.Tests"]);
        builder.FunctionTypes = [typeof(MistakenFunctions.StaticFunctionsOfHttp)];

        var refused = Assert.Throws<FunctionsStartupException>(() => builder.Build());
        Assert.Contains("ConfigureFunctionsWebApplication()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var builder = FunctionsApplication.CreateBuilder([
            "--functions-assembly",
            "UkraineSupport.LocalRuntime.Tests",
            $"--port={port}",
        ]);
        builder.FunctionTypes = [];
        using var host = builder.Build();

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
        var builder = FunctionsApplication.CreateBuilder([
            "--functions-assembly",
            "UkraineSupport.LocalRuntime.Tests",
            option,
            value,
        ]);
        builder.FunctionTypes = [];

        var refused = Assert.Throws<FunctionsStartupException>(() => builder.Build());
        Assert.StartsWith(option, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_assembly_is_named()
    {
        var refused = Assert.Throws<FunctionsStartupException>(() =>
            FunctionsApplication.CreateBuilder(["--functions-assembly", "No.Such.App"])
        );
        Assert.Contains("No.Such.App", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_builder_builds_once()
    {
        var builder = RunningHost.Builder();
        using var host = builder.Build();

        Assert.Throws<InvalidOperationException>(() => builder.Build());
    }
}
