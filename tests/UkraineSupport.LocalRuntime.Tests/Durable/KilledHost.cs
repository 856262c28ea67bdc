using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using UkraineSupport.LocalRuntime.Tests.Support;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

/// <summary>A host in a process of its own, to be killed: chains of activities that leave a row a step.</summary>
internal static class KilledHost
{
    public const string Argument = "--killed-host";

    /// <summary>Activities of a chain.</summary>
    public const int Steps = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = new TestBuilder([typeof(Chains)], "--port", "0").With(
            ("AzureWebJobsStorage", args[0]),
            ("Hub", args[1])
        );
        builder.Services.AddSingleton(new TableClient(args[0], args[1]));
        await using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("started");
        await host.WaitForShutdownAsync();
        return 0;
    }

    public sealed class Chains(TableClient rows)
    {
        [Function(nameof(Chain))]
        public static async Task<int> Chain([OrchestrationTrigger] TaskOrchestrationContext context, string name)
        {
            var sum = 0;
            for (var step = 0; step < Steps; step++)
                sum += await context.CallActivityAsync<int>(nameof(Step), $"{name}|{step}");
            return sum;
        }

        /// <summary>Adds a row once, however often it runs.</summary>
        [Function(nameof(Step))]
        public async Task<int> Step([ActivityTrigger] string what)
        {
            var parts = what.Split('|');
            await rows.UpsertEntityAsync(new TableEntity(parts[0], parts[1]));
            return int.Parse(parts[1], CultureInfo.InvariantCulture);
        }
    }
}
