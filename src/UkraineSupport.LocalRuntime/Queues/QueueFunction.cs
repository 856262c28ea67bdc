using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Queues;

/// <summary>Runs a queue function for one message.</summary>
internal sealed class QueueFunction
{
    private readonly FunctionInvoker invoker;
    private readonly Func<QueueMessage, object?> read;
    private readonly QueueOutputs outputs;
    private readonly IServiceScopeFactory scopes;

    public QueueFunction(
        FunctionDescriptor function,
        JsonSerializerOptions json,
        QueueOutputs outputs,
        IServiceScopeFactory scopes
    )
    {
        invoker = new FunctionInvoker(function, MessageBody.Names);
        read = MessageBody.Reader(function, json);
        this.outputs = outputs;
        this.scopes = scopes;
    }

    public string Name => invoker.Function.Name;

    public async Task RunAsync(QueueMessage message, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var run = new FunctionRun(invoker.Function, scope.ServiceProvider, read(message), cancellation)
        {
            BindingData = MessageBody.Data(message),
        };
        await outputs.SendAsync(invoker.Function, await invoker.InvokeAsync(run), cancellation);
    }
}
