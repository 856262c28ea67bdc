using Azure;
using Microsoft.Extensions.Logging;

namespace UkraineSupport.LocalRuntime.Engine.Log;

/// <summary>
/// Repeats storage calls until they succeed: while storage is away the engine waits, nothing is given up. The pauses
/// run on the machine's clock, not on the orchestrations': a test that stops the latter must not stop the retries.
/// </summary>
internal sealed class StorageRetry(ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call(cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested && IsTransient(failure))
            {
                if (attempt is 1 or 10 || attempt % 60 == 0)
                    logger.LogWarning(
                        "Storage failed to {What} (attempt {Attempt}): {Reason}",
                        what,
                        attempt,
                        failure.Message
                    );
            }
            var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 20 << Math.Min(attempt, 6)));
            await Task.Delay(pause, TimeProvider.System, cancellation);
        }
    }

    public Task RunAsync(string what, Func<CancellationToken, Task> call, CancellationToken cancellation) =>
        RunAsync(
            what,
            async c =>
            {
                await call(c);
                return true;
            },
            cancellation
        );

    /// <summary>
    /// Whether another attempt can help. Precondition failures count: none of the calls made through here sets one.
    /// </summary>
    public static bool IsTransient(Exception failure) =>
        failure switch
        {
            RequestFailedException f => f.Status is 0 or 408 or 412 or 429 or >= 500,
            AggregateException a => a.InnerExceptions.All(IsTransient),
            OperationCanceledException or IOException or HttpRequestException or TimeoutException => true,
            _ => false,
        };
}
