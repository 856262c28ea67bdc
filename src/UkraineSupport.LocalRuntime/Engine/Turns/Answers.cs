using UkraineSupport.LocalRuntime.DurableTask;

namespace UkraineSupport.LocalRuntime.Engine.Turns;

/// <summary>A step that code awaits, seen without its result type.</summary>
internal interface IPendingStep
{
    void Complete(string? result);

    void Fail(TaskFailureDetails failure);
}

internal static class Answers
{
    /// <summary>
    /// Sets a stored result; one that can't be read as <typeparamref name="T"/> becomes the task's exception.
    /// </summary>
    public static bool Set<T>(TaskCompletionSource<T> task, DataConverter converter, string? data)
    {
        try
        {
            return task.TrySetResult(converter.Deserialize<T>(data)!);
        }
#pragma warning disable CA1031 // Whatever a converter throws belongs to the code that awaits the value.
        catch (Exception unreadable)
#pragma warning restore CA1031
        {
            return task.TrySetException(unreadable);
        }
    }
}

/// <summary>An awaited activity, sub-orchestration or timer.</summary>
internal sealed class PendingStep<T>(string name, int id, DataConverter converter)
    : TaskCompletionSource<T>,
        IPendingStep
{
    public void Complete(string? result) => Answers.Set(this, converter, result);

    public void Fail(TaskFailureDetails failure) => TrySetException(new TaskFailedException(name, id, failure));
}
