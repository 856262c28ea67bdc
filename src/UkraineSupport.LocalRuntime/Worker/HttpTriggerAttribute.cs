namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Runs the function for an HTTP request. Without methods it answers all of them.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, function key.</summary>
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    /// <summary>The named methods.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Any method at this level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>The named methods at this level.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>Route template below the prefix of <c>host.json</c>; the function's name when not given.</summary>
    public string? Route { get; set; }

    /// <summary>Methods answered, in any case; null or empty for all.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>The key that Azure asks for.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }
}
