using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using UkraineSupport.LocalRuntime.Settings;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>What the app finds in its builder before it adds anything of its own.</summary>
internal static class HostFoundation
{
    private const string EnvironmentVariable = "AZURE_FUNCTIONS_ENVIRONMENT";

    public static (WebApplicationBuilder Web, FoundSettings Found) Create(HostArguments arguments)
    {
        var web = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                Args = arguments.All,
                ApplicationName = arguments.LoadFunctionsAssembly().GetName().Name,
                EnvironmentName = Environment.GetEnvironmentVariable(EnvironmentVariable) ?? Environments.Development,
            }
        );

        var file = LocalSettingsFile.Find(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        file.AddTo(web.Configuration);
        var hostJson = HostJson.Load(web.Configuration, Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

        web.Services.AddSingleton(hostJson);
        web.Services.TryAddSingleton(TimeProvider.System);
        WorkerSerialization.AddTo(web.Services);
        HostLogging.Configure(web.Logging, hostJson);
        return (web, new FoundSettings(arguments, file, hostJson));
    }
}
