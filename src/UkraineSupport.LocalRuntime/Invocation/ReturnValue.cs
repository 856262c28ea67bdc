namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>What comes out of a function: at once, or when the task that it returns is done.</summary>
internal static class ReturnValue
{
    /// <summary>The type of what comes out; <c>void</c> for nothing.</summary>
    public static Type TypeOf(Type declared) =>
        declared == typeof(Task) || declared == typeof(ValueTask) ? typeof(void)
        : !declared.IsGenericType ? declared
        : declared.GetGenericTypeDefinition() is { } open && (open == typeof(Task<>) || open == typeof(ValueTask<>))
            ? declared.GetGenericArguments()[0]
        : declared;

    /// <summary>Waits for it. What a function throws comes out as it was thrown.</summary>
    public static async Task<object?> AwaitAsync(object? returned, Type type)
    {
        var task = returned switch
        {
            Task already => already,
            ValueTask value => value.AsTask(),
            { } other
                when other.GetType() is { IsGenericType: true } kind
                    && kind.GetGenericTypeDefinition() == typeof(ValueTask<>) => (Task)
                kind.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(other, null)!,
            _ => null,
        };
        if (task is null)
            return returned;
        await task;
        return type == typeof(void) ? null : task.GetType().GetProperty("Result")!.GetValue(task);
    }
}
