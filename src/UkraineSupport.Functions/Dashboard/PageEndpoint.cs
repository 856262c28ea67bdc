using Microsoft.AspNetCore.Http;

namespace UkraineSupport.Functions.Dashboard;

/// <summary>
/// Serves the page that src/UkraineSupport.Page builds. Its views have addresses of their own, which are no files: the
/// page that answers there shows the view.
/// </summary>
internal static class PageEndpoint
{
    private static readonly SiteFolder Files = new("page");

    // Nothing inline and no other host: what it runs, looks like and asks is its own.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>A file of the page; for every address that is none, the page itself.</summary>
    [Function("Page")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "page/{*path}")] HttpRequest request,
        string? path
    )
    {
        // The name of an asset holds the hash of what is in it.
        if (path?.StartsWith("assets/", StringComparison.Ordinal) == true)
            return Files.Answer(request, path, "public, max-age=31536000, immutable");
        if (!string.IsNullOrEmpty(path) && path != "index.html" && Files.Has(path))
            return Files.Answer(request, path, "no-cache");
        request.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        return Files.Answer(request, "index.html", "no-cache");
    }
}
