using System.Net;
using Azure;

namespace UkraineSupport.Functions.Storage;

/// <summary>What a failed storage call means.</summary>
internal static class Faults
{
    /// <summary>There is no such row.</summary>
    public static bool IsNotFound(this RequestFailedException fault) => fault.Status == (int)HttpStatusCode.NotFound;

    /// <summary>
    /// Somebody else wrote first: the row exists already, changed, or went away. A table that is gone is no race.
    /// </summary>
    public static bool IsLostRace(this RequestFailedException fault) =>
        fault.Status
            is (int)HttpStatusCode.Conflict
                or (int)HttpStatusCode.PreconditionFailed
                or (int)HttpStatusCode.NotFound
        && fault.ErrorCode != "TableNotFound";

    /// <summary>Storage is away or overloaded; the call may be tried again later.</summary>
    public static bool IsStorageAway(Exception fault) =>
        fault switch
        {
            RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
            AggregateException all => all.InnerExceptions.All(IsStorageAway),
            IOException or HttpRequestException or TimeoutException => true,
            // The client library's own time-out; a caller who went away is told apart before this is asked.
            OperationCanceledException => true,
            _ => false,
        };
}
