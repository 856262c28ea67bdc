using System.Text.Json;
using Azure.Storage.Queues.Models;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>Turns a message into the type of the function's parameter.</summary>
internal static class MessageBody
{
    /// <summary>Names that further parameters may have.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Id",
        "DequeueCount",
        "InsertionTime",
        "ExpirationTime",
        "NextVisibleTime",
        "PopReceipt",
    };

    public static Func<QueueMessage, object?> Reader(FunctionDescriptor function, JsonSerializerOptions json)
    {
        var type = function.TriggerParameter.ParameterType;
        if (type == typeof(string))
            return message => message.Body.ToString();
        if (type == typeof(BinaryData))
            return message => message.Body;
        if (type == typeof(byte[]))
            return message => message.Body.ToArray();
        if (type == typeof(QueueMessage))
            return message => message;
        if (type.IsPrimitive || type.IsPointer || typeof(Delegate).IsAssignableFrom(type))
            throw new FunctionsStartupException(
                $"Function '{function.Name}': a queue message can't become a {type.Name}."
            );
        return message => JsonSerializer.Deserialize(message.Body, type, json);
    }

    public static IReadOnlyDictionary<string, object?> Data(QueueMessage message) =>
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Id"] = message.MessageId,
            ["DequeueCount"] = message.DequeueCount,
            ["InsertionTime"] = message.InsertedOn,
            ["ExpirationTime"] = message.ExpiresOn,
            ["NextVisibleTime"] = message.NextVisibleOn,
            ["PopReceipt"] = message.PopReceipt,
        };
}
