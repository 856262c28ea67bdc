using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace UkraineSupport.Functions.Dashboard;

/// <summary>Serves the dashboard's static files. The page is as public as the API it reads.</summary>
internal static class DashboardEndpoint
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    // Beside the app's assembly, wherever the host that loads it lies.
    private static readonly PhysicalFileProvider Files = new(
        Path.Combine(Path.GetDirectoryName(typeof(DashboardEndpoint).Assembly.Location)!, "wwwroot")
    );

    /// <summary>A file of the page; the page itself at the folder.</summary>
    [Function("Dashboard")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dashboard/{*path}")] HttpRequest request,
        string? path
    )
    {
        if (string.IsNullOrEmpty(path))
        {
            // Relative addresses in the page need the slash.
            if (!request.Path.Value!.EndsWith('/'))
                return Results.Redirect(request.PathBase + request.Path + "/");
            path = "index.html";
        }

        var file = Files.GetFileInfo(path);
        if (!file.Exists || file.IsDirectory)
            return Results.NotFound();
        // What has no type of its own is a licence or a notice.
        if (!Types.TryGetContentType(file.Name, out var type))
            type = "text/plain; charset=utf-8";
        var tag = new EntityTagHeaderValue($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"");
        // Files go together: each is kept, and asked for again, 304 as long as it is the same.
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return Results.File(file.PhysicalPath!, type, lastModified: file.LastModified, entityTag: tag);
    }
}
