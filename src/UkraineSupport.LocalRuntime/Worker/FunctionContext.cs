namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>One run of one function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to this run.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Stable for the function as long as its name is.</summary>
    public abstract string FunctionId { get; }

    /// <summary>What the trigger knows besides its payload: route values, dequeue count.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Services of this run: scoped ones live as long as it does.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Anything that parts of one run want to share.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the caller went away or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}

/// <summary>What is known of a function before it runs.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The assembly that declares it.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Type and method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Stable for the function as long as its name is.</summary>
    public abstract string Id { get; }

    /// <summary>The name of <see cref="FunctionAttribute"/>.</summary>
    public abstract string Name { get; }
}

/// <summary>What a trigger knows besides its payload.</summary>
public abstract class BindingContext
{
    /// <summary>
    /// By name: for HTTP the route values, for queues <c>DequeueCount</c>, <c>Id</c> and <c>InsertionTime</c>.
    /// </summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
