namespace UkraineSupport.LocalRuntime.DurableTask;

/// <summary>
/// Why a task failed, in a form that survives storage: an exception object can't cross a restart, its description can.
/// </summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown.</param>
/// <param name="InnerFailure">The cause, down to the level where it began.</param>
/// <param name="Properties">Further properties of the failure.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties
)
{
    /// <summary>Type and message.</summary>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    /// <summary>Whether the failure was an exception of this type or one derived from it.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the failure was an exception of this type or one derived from it.</summary>
    /// <returns>False also when the exception's type is not loaded in this process.</returns>
    /// <exception cref="ArgumentException">The type is no exception type.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException(
                $"{targetBaseExceptionType} is not an exception type.",
                nameof(targetBaseExceptionType)
            );
        if (string.IsNullOrEmpty(ErrorType))
            return false;
        var actual =
            Type.GetType(ErrorType, throwOnError: false)
            ?? targetBaseExceptionType.Assembly.GetType(ErrorType, throwOnError: false)
            ?? AppDomain
                .CurrentDomain.GetAssemblies()
                .Select(a => a.GetType(ErrorType, throwOnError: false))
                .FirstOrDefault(t => t is not null);
        return actual is not null && targetBaseExceptionType.IsAssignableFrom(actual);
    }

    /// <summary>The description of an exception and its causes.</summary>
    /// <remarks>A <see cref="TaskFailedException"/> keeps the failure that it reports as its inner failure.</remarks>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var inner =
            exception is TaskFailedException failed ? failed.FailureDetails
            : exception.InnerException is { } cause ? FromException(cause)
            : null;
        return new(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, null);
    }
}
