using System.Net.Sockets;
using Azure;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>Tells a storage that is away for a while from one that says no.</summary>
internal static class StorageFault
{
    public static bool IsPassing(Exception e) =>
        e switch
        {
            RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
            AggregateException { InnerException: { } inner } => IsPassing(inner),
            IOException or SocketException or HttpRequestException => true,
            TaskCanceledException => true,
            _ => false,
        };
}
