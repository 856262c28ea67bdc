using Microsoft.AspNetCore.Http;
using UkraineSupport.LocalRuntime.Worker;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>One run: the context the function sees, and the trigger's value, already of the parameter's type.</summary>
internal sealed class FunctionInvocation(
    FunctionDescriptor function,
    IServiceProvider services,
    object? triggerValue,
    IReadOnlyDictionary<string, object?> bindingData,
    CancellationToken cancellation
) : FunctionContext
{
    private string? id;
    private IDictionary<object, object>? items;

    public override string InvocationId => id ??= Guid.NewGuid().ToString();

    public override string FunctionId => function.Id;

    public override FunctionDefinition FunctionDefinition => function;

    public override BindingContext BindingContext => new Data(bindingData);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public override CancellationToken CancellationToken => cancellation;

    public object? TriggerValue => triggerValue;

    public IReadOnlyDictionary<string, object?> BindingData => bindingData;

    public HttpContext? Http { get; init; }

    private sealed class Data(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }
}
