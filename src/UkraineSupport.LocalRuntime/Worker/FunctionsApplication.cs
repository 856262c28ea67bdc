namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Where a Functions app starts.</summary>
public class FunctionsApplication
{
    /// <summary>
    /// A builder with settings, logging and the functions of the entry assembly. Arguments understood:
    /// <c>--port N</c> (7071), <c>--host ADDRESS</c> (127.0.0.1) and, for tests that run the app in their own process,
    /// <c>--functions-assembly NAME</c>.
    /// </summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
