using Microsoft.AspNetCore.Http;

namespace UkraineSupport.Functions.Dashboard;

/// <summary>Serves the dashboard's static files. The page is as public as the API it reads.</summary>
internal static class DashboardEndpoint
{
    private static readonly SiteFolder Files = new("wwwroot");

    /// <summary>A file of the page; the page itself at the folder.</summary>
    [Function("Dashboard")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dashboard/{*path}")] HttpRequest request,
        string? path
    )
    {
        // Relative addresses in the page need the slash.
        if (string.IsNullOrEmpty(path) && !request.Path.Value!.EndsWith('/'))
            return Results.Redirect(request.PathBase + request.Path + "/");
        // Files go together: each is kept, and asked for again.
        return Files.Answer(request, string.IsNullOrEmpty(path) ? "index.html" : path, "no-cache");
    }
}
