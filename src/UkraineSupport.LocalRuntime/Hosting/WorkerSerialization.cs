using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace UkraineSupport.LocalRuntime.Hosting;

/// <summary>
/// JSON of queue messages and durable payloads. As in the real worker, an app changes it with
/// <c>services.Configure&lt;JsonSerializerOptions&gt;</c>.
/// </summary>
internal static class WorkerSerialization
{
    public static void AddTo(IServiceCollection services) =>
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
}
