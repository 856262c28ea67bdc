using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Access;

/// <summary>
/// Who may look into and end orchestrations over the management API: administrators. LocalRuntime asks for this rule by
/// its key; in Azure the platform guards that API with its own system key and never asks.
/// </summary>
internal static class ManagementRule
{
    public static IServiceCollection AddManagementRule(this IServiceCollection services) =>
        services.AddKeyedSingleton<Func<HttpContext, ValueTask<bool>>>(
            "durable-management",
            (provider, _) => context => IsAdministratorAsync(provider.GetRequiredService<TokenReader>(), context)
        );

    private static async ValueTask<bool> IsAdministratorAsync(TokenReader tokens, HttpContext context)
    {
        try
        {
            return (await tokens.ReadAsync(context.Request, context.RequestAborted)).Role == Role.Administrator;
        }
        catch (ProblemException)
        {
            return false;
        }
    }
}
