using System.Net.Sockets;
using Azure;
using Microsoft.AspNetCore.Connections;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>What a start that can't succeed says: one sentence, where a stack trace would help nobody.</summary>
internal static class StartupFailure
{
    /// <summary>The sentence; null for what is a bug and wants its stack trace.</summary>
    public static string? Explain(Exception e, string? app) =>
        e switch
        {
            FunctionsStartupException => e.Message,
            // What the app finds wrong with its settings.
            InvalidOperationException when e.Source == app => e.Message,
            IOException { InnerException: AddressInUseException } => e.Message,
            RequestFailedException { Status: 0 }
            or SocketException
            or AggregateException { InnerException: TaskCanceledException } =>
                $"The storage of AzureWebJobsStorage can't be reached: is Azurite running? ({FirstLine(e.Message)})",
            RequestFailedException refused =>
                $"The storage of AzureWebJobsStorage refused a request: {refused.Status} {refused.ErrorCode}.",
            FormatException or InvalidOperationException { Source: "Azure.Data.Tables" } =>
                $"The connection string of AzureWebJobsStorage can't be read: {FirstLine(e.Message)}",
            // The storage provider wraps what storage answered.
            { InnerException: { } inner } => Explain(inner, app),
            _ => null,
        };

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
