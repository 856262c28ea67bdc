using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using UkraineSupport.LocalRuntime.Durable;
using UkraineSupport.LocalRuntime.Durable.Management;
using UkraineSupport.LocalRuntime.Http;
using UkraineSupport.LocalRuntime.Invocation;
using UkraineSupport.LocalRuntime.Queues;
using UkraineSupport.LocalRuntime.Settings;
using UkraineSupport.LocalRuntime.Timers;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>Puts the host together once the app has added its services.</summary>
internal static class HostAssembly
{
    public static FunctionsHost Build(
        WebApplicationBuilder web,
        FoundSettings found,
        FunctionCatalog catalog,
        bool usesAspNetCore
    )
    {
        var functions = HttpFunctions.From(catalog, found.HostJson, usesAspNetCore);
        var address = HostAddress.From(found.Arguments, found.File);
        web.Services.AddSingleton(found.Arguments);
        AddServices(web.Services, catalog);
        HttpHosting.Configure(web, address);

        var app = web.Build();
        Validate(app.Services);
        HttpHosting.Map(app, functions);
        ManagementApi.Map(app);
        return new FunctionsHost(app, found.Arguments, address);
    }

    // Hosted services start in this order, after the app's own, with the web server behind them all; they stop the
    // other way round. So nothing arrives before the engine has recovered, and nothing is left without it.
    private static void AddServices(IServiceCollection services, FunctionCatalog catalog)
    {
        services.AddSingleton(catalog);
        services.AddSingleton<SettingResolver>();
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton<DurableHost>();
        services.TryAddSingleton<IDurableClientSource>(provider => provider.GetRequiredService<DurableHost>());
        services.AddSingleton<QueueClients>();
        services.AddSingleton<QueueOutputs>();
        services.AddHostedService(provider => provider.GetRequiredService<DurableHost>());
        services.AddHostedService<QueueTriggerService>();
        services.AddHostedService<TimerTriggerService>();
    }

    // Function classes and bindings are checked now: a mistake must not wait for the first message.
    private static void Validate(IServiceProvider services)
    {
        _ = services.GetRequiredService<DurableFunctions>();
        _ = services.GetServices<IHostedService>().ToList();
    }
}
