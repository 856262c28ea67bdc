namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>
/// Marks a public method as a function and gives it the name that other functions, routes and logs use.
/// </summary>
/// <param name="name">Unique in the app, compared without regard to case.</param>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}
