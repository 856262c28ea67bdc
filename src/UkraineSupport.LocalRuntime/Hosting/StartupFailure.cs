using System.Net.Sockets;
using Azure;
using Microsoft.AspNetCore.Connections;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>
/// Ends a start that can't succeed. The app's <c>Program.cs</c> is the same text as in Azure and catches nothing, so an
/// exception that left it would greet a typo in a schedule with a page of stack trace.
/// </summary>
internal static class StartupFailure
{
    public static T Guard<T>(HostArguments arguments, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (FunctionsStartupException e) when (arguments.OwnsProcess)
        {
            return End<T>(e);
        }
    }

    public static async Task GuardAsync(HostArguments arguments, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (Explain(e) is { } known)
        {
            if (!arguments.OwnsProcess)
                throw known;
            End<int>(known);
        }
    }

    private static FunctionsStartupException? Explain(Exception e) =>
        e switch
        {
            FunctionsStartupException known => known,
            IOException { InnerException: AddressInUseException } => new FunctionsStartupException(e.Message, e),
            RequestFailedException { Status: 0 }
            or AggregateException { InnerException: RequestFailedException }
            or SocketException => new FunctionsStartupException(
                "The storage of AzureWebJobsStorage can't be reached: is Azurite running? ("
                    + FirstLine(e.Message)
                    + ")",
                e
            ),
            RequestFailedException refused => new FunctionsStartupException(
                $"The storage of AzureWebJobsStorage refused a request: {refused.Status} {refused.ErrorCode}.",
                e
            ),
            _ => null,
        };

    private static T End<T>(FunctionsStartupException e)
    {
        Console.Error.WriteLine("error: " + e.Message);
        Environment.Exit(1);
        throw e;
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
