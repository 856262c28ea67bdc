using System.Collections;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>
/// Sends what functions return to the queues of <see cref="QueueOutputAttribute"/>: on the method for the whole return
/// value, on properties of the returned object for parts of it.
/// </summary>
internal sealed class QueueOutputs(QueueClients queues, IOptions<JsonSerializerOptions> json)
{
    public async Task SendAsync(FunctionDescriptor function, object? returned, CancellationToken cancellation)
    {
        if (returned is null)
            return;
        if (function.Method.GetCustomAttribute<QueueOutputAttribute>() is { } whole)
        {
            await SendAsync(function, whole, returned, cancellation);
            return;
        }

        foreach (var property in returned.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (
                property.GetCustomAttribute<QueueOutputAttribute>() is { } part
                && property.GetValue(returned) is { } value
            )
                await SendAsync(function, part, value, cancellation);
        }
    }

    private async Task SendAsync(
        FunctionDescriptor function,
        QueueOutputAttribute output,
        object value,
        CancellationToken cancellation
    )
    {
        var queue = queues.Get(function.Name, output.QueueName, output.Connection);
        foreach (var message in Messages(value))
            await QueueSending.SendAsync(queue, message, cancellation);
    }

    private IEnumerable<BinaryData> Messages(object value) =>
        value switch
        {
            string text => [BinaryData.FromString(text)],
            BinaryData data => [data],
            byte[] bytes => [BinaryData.FromBytes(bytes)],
            IEnumerable many => many.Cast<object?>().Where(one => one is not null).SelectMany(one => One(one!)),
            _ => One(value),
        };

    private IEnumerable<BinaryData> One(object value) =>
        value is string or BinaryData or byte[]
            ? Messages(value)
            : [BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json.Value))];
}
