using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using UkraineSupport.LocalRuntime.Durable;
using UkraineSupport.LocalRuntime.Http;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Queues;
using UkraineSupport.LocalRuntime.Settings;
using UkraineSupport.LocalRuntime.Timers;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>Puts app and host together: settings first, then what the app adds, then triggers and web server.</summary>
internal sealed class FunctionsHostBuilder
{
    private const string EnvironmentVariable = "AZURE_FUNCTIONS_ENVIRONMENT";

    private readonly HostArguments arguments;
    private readonly LocalSettingsFile file;
    private readonly HostJson hostJson;

    /// <param name="args">The command line.</param>
    /// <param name="folders">Where <c>host.json</c> and <c>local.settings.json</c> are looked for, in this
    /// order.</param>
    /// <exception cref="FunctionsStartupException">A mistake in one of them.</exception>
    public FunctionsHostBuilder(string[] args, params string[] folders)
    {
        arguments = HostArguments.Parse(args);
        Web = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                Args = args,
                EnvironmentName = Environment.GetEnvironmentVariable(EnvironmentVariable) ?? Environments.Development,
            }
        );
        file = LocalSettingsFile.Find(folders);
        file.AddTo(Web.Configuration);
        hostJson = HostJson.Load(Web.Configuration, folders);
        Web.Services.AddSingleton(hostJson);
        Web.Services.TryAddSingleton(TimeProvider.System);
        // Of queue messages and durable payloads; as in the real worker, an app configures it.
        Web.Services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
        HostLogging.Configure(Web.Logging, hostJson);
    }

    /// <summary>The app adds its services here.</summary>
    public WebApplicationBuilder Web { get; }

    /// <summary>Checks everything that can be checked before anything runs.</summary>
    /// <exception cref="FunctionsStartupException">A mistake in a function, its bindings, a route or a
    /// setting.</exception>
    public WebApplication Build(FunctionCatalog catalog)
    {
        var functions = catalog
            .TriggeredBy<HttpTriggerAttribute>()
            .Select(found => HttpFunction.From(found.Function, found.Trigger, hostJson.RoutePrefix))
            .ToList();
        var address = HostAddress.From(arguments, file);
        address.EnsureFree();
        AddServices(Web.Services, catalog);
        Web.Services.AddSingleton(address);
        HttpHosting.Configure(Web, address);

        var app = Web.Build();
        // Function classes and bindings are checked now: a mistake must not wait for the first message.
        _ = app.Services.GetServices<IHostedService>().ToList();
        HttpHosting.Map(app, functions);
        return app;
    }

    // Hosted services start in this order, after the app's own, with the web server behind them all; they stop the
    // other way round. So nothing arrives before orchestrations run, and nothing is left without them.
    private static void AddServices(IServiceCollection services, FunctionCatalog catalog)
    {
        services.AddSingleton(catalog);
        services.AddSingleton<SettingResolver>();
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton<DurableHost>();
        services.AddSingleton<QueueClients>();
        services.AddSingleton<QueueOutputs>();
        services.AddHostedService(provider => provider.GetRequiredService<DurableHost>());
        services.AddHostedService<QueueTriggerService>();
        services.AddHostedService<TimerTriggerService>();
    }
}
