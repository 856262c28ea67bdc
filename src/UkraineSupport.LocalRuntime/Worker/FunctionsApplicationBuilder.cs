using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UkraineSupport.LocalRuntime.Hosting;
using UkraineSupport.LocalRuntime.Invocation;

namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Collects services and settings, then builds a host that runs the app's functions in this process.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly FoundSettings found;
    private readonly WebApplicationBuilder web;
    private bool built;

    internal FunctionsApplicationBuilder(string[]? args)
    {
        var arguments = HostArguments.Parse(args ?? []);
        (web, found) = StartupFailure.Guard(arguments, () => HostFoundation.Create(arguments));
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    /// <inheritdoc cref="IHostApplicationBuilder.Configuration"/>
    public ConfigurationManager Configuration => web.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => web.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => web.Services;

    internal bool UsesAspNetCore { get; set; }

    /// <summary>The classes to look for functions in; null for all of the assembly.</summary>
    internal IReadOnlyCollection<Type>? FunctionTypes { get; set; }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null
    )
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <summary>
    /// Finds and checks the functions and makes the host. A mistake that a developer can make ends the app with one
    /// sentence and exit code 1; in another assembly's process (tests) it is thrown.
    /// </summary>
    /// <exception cref="InvalidOperationException">Built twice.</exception>
    public IHost Build()
    {
        if (built)
            throw new InvalidOperationException("The application has already been built.");
        built = true;
        return StartupFailure.Guard(found.Arguments, () => HostAssembly.Build(web, found, Functions(), UsesAspNetCore));
    }

    private FunctionCatalog Functions() =>
        FunctionTypes is null
            ? FunctionCatalog.Discover(found.Arguments.LoadFunctionsAssembly())
            : FunctionCatalog.From(FunctionTypes);
}
