using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>One message: run the function, then delete it, give it back, or put it on the poison queue.</summary>
internal sealed class QueueMessageProcessor(
    QueueClient queue,
    QueueClient? poison,
    QueueFunction function,
    QueueOptions options,
    TimeSpan lease,
    TimeProvider time,
    ILogger logger
)
{
    public async Task ProcessAsync(QueueMessage message, CancellationToken stopping)
    {
        var held = new MessageLease(queue, message, lease, time, logger);
        try
        {
            if (message.DequeueCount > options.MaxDequeueCount && poison is not null)
                await MoveToPoisonAsync(message, held);
            else
                await RunAsync(message, held, stopping);
        }
        catch (Exception e) when (e is RequestFailedException || StorageFault.IsPassing(e))
        {
            // Its lease runs out and it comes again: at least once is what a queue function is promised.
            logger.LogWarning(
                "Message {Id} of queue {Queue} could not be settled and will come again: {Reason}",
                message.MessageId,
                queue.Name,
                e.Message.Split('\n')[0]
            );
        }
    }

    private async Task RunAsync(QueueMessage message, MessageLease held, CancellationToken stopping)
    {
        var succeeded = await SucceedsAsync(message, held, stopping);
        if (succeeded == true)
            await held.DeleteAsync();
        else if (succeeded is null)
            await held.ReleaseAsync(TimeSpan.Zero);
        else if (message.DequeueCount >= options.MaxDequeueCount && poison is not null)
            await MoveToPoisonAsync(message, held);
        else
            await held.ReleaseAsync(options.VisibilityTimeout);
    }

    /// <summary>Null when it was neither: cut off by the host's stop.</summary>
    private async Task<bool?> SucceedsAsync(QueueMessage message, MessageLease held, CancellationToken stopping)
    {
        using var done = new CancellationTokenSource();
        var renewing = held.KeepAsync(done.Token);
        try
        {
            await function.RunAsync(message, stopping);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops: whoever runs next takes the message up at once.
            logger.LogInformation(
                "{Function} gave message {Id} back since the host stops",
                function.Name,
                message.MessageId
            );
            return null;
        }
#pragma warning disable CA1031 // A function may throw anything; the message is tried again, then put aside.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogError(
                e,
                "{Function} failed on message {Id} of queue {Queue}, attempt {Attempt} of {Most}",
                function.Name,
                message.MessageId,
                queue.Name,
                message.DequeueCount,
                options.MaxDequeueCount
            );
            return false;
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    private async Task MoveToPoisonAsync(QueueMessage message, MessageLease held)
    {
        logger.LogWarning(
            "Message {Id} failed {Attempts} times and goes to queue {Poison}",
            message.MessageId,
            options.MaxDequeueCount,
            poison!.Name
        );
        await QueueSending.SendAsync(poison, message.Body, CancellationToken.None);
        await held.DeleteAsync();
    }
}
