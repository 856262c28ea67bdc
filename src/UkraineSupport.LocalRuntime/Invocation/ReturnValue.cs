using System.Reflection;

namespace UkraineSupport.LocalRuntime.Invocation;

/// <summary>How the method's return value is awaited, and the type of what comes out (<c>void</c> for none).</summary>
internal sealed record ReturnValue(Type Type, Func<object?, Task<object?>> AwaitAsync)
{
    public static ReturnValue Of(Type declared)
    {
        if (declared == typeof(void))
            return new ReturnValue(typeof(void), static _ => Task.FromResult<object?>(null));
        if (declared == typeof(Task))
            return new ReturnValue(typeof(void), static async task => await None((Task)task!));
        if (declared == typeof(ValueTask))
            return new ReturnValue(typeof(void), static async task => await None(((ValueTask)task!).AsTask()));
        if (Inner(declared, typeof(Task<>)) is { } result)
            return new ReturnValue(result, Make(nameof(OfTask), result));
        if (Inner(declared, typeof(ValueTask<>)) is { } value)
            return new ReturnValue(value, Make(nameof(OfValueTask), value));
        return new ReturnValue(declared, Task.FromResult);
    }

    private static Type? Inner(Type declared, Type open) =>
        declared.IsGenericType && declared.GetGenericTypeDefinition() == open
            ? declared.GetGenericArguments()[0]
            : null;

    private static Func<object?, Task<object?>> Make(string name, Type result) =>
        typeof(ReturnValue)
            .GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(result)
            .CreateDelegate<Func<object?, Task<object?>>>();

    private static async Task<object?> None(Task task)
    {
        await task;
        return null;
    }

    private static async Task<object?> OfTask<T>(object? task) => await (Task<T>)task!;

    private static async Task<object?> OfValueTask<T>(object? task) => await (ValueTask<T>)task!;
}
