using Azure;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace UkraineSupport.Functions.Storage;

/// <summary>A program beside the app that asks nothing but the app's storage.</summary>
internal static class OperatorCommand
{
    /// <summary>Runs it until it ends or is stopped, and explains what an operator can do something about.</summary>
    /// <param name="stopped">What to say when it was stopped.</param>
    /// <param name="work">The program; gives the exit code.</param>
    /// <returns>The exit code; 1 with a sentence on standard error.</returns>
    public static async Task<int> RunAsync(string stopped, Func<IServiceProvider, CancellationToken, Task<int>> work)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddParts(configuration)
            .BuildServiceProvider();
        try
        {
            return await work(services, stop.Token);
        }
        catch (Exception fault) when (Explain(fault, stop.IsCancellationRequested ? stopped : null) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>A sentence; null of a defect.</summary>
    private static string? Explain(Exception fault, string? stopped) =>
        fault switch
        {
            OperatorException or IOException or UnauthorizedAccessException => fault.Message,
            OperationCanceledException when stopped is not null => stopped,
            AuthenticationFailedException => $"Nobody is signed in who may use storage: {fault.Message.Split('\n')[0]}",
            RequestFailedException storage =>
                $"Storage answered {storage.Status} {storage.ErrorCode}: {storage.Message.Split('\n')[0]}",
            _ when Faults.IsStorageAway(fault) => $"Storage does not answer: {fault.GetBaseException().Message}",
            _ => null,
        };
}
