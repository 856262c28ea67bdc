namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Turns on HTTP functions with ASP.NET Core's types.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Lets HTTP functions take <c>HttpRequest</c> and return <c>IActionResult</c> or <c>IResult</c>.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UsesAspNetCore = true;
        return builder;
    }
}
