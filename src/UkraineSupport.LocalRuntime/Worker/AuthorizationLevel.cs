namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>
/// Which function key a caller must present in Azure. As under <c>func start</c>, keys are not checked on a
/// developer's machine: an app that needs access control has its own.
/// </summary>
public enum AuthorizationLevel
{
    /// <summary>No key.</summary>
    Anonymous = 0,

    /// <summary>A user's token, checked by the platform.</summary>
    User = 1,

    /// <summary>A function or host key.</summary>
    Function = 2,

    /// <summary>A system key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
