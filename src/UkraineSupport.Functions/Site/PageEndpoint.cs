using Microsoft.AspNetCore.Http;
using UkraineSupport.Functions.Access;

namespace UkraineSupport.Functions.Site;

/// <summary>
/// Serves the page that src/UkraineSupport.Page builds. Its views have addresses of their own, which are no files: the
/// page that answers there shows the view.
/// </summary>
internal sealed class PageEndpoint(SignInSettings signIn)
{
    private static readonly SiteFolder Files = new("page");

    // Nothing inline and no other host: what it runs, looks like and asks is its own. Tokens alone are asked for at the
    // authority, where there is one.
    private readonly string _policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + $"connect-src {string.Join(' ', new[] { "'self'", signIn.Origin }.Where(from => from is not null))}; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>A file of the page; for every address that is none, the page itself.</summary>
    [Function("Page")]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "page/{*path}")] HttpRequest request,
        string? path
    )
    {
        // The name of an asset holds the hash of what is in it.
        if (path?.StartsWith("assets/", StringComparison.Ordinal) == true)
            return Files.Answer(request, path, "public, max-age=31536000, immutable");
        if (!string.IsNullOrEmpty(path) && path != "index.html" && Files.Has(path))
            return Files.Answer(request, path, "no-cache");
        request.HttpContext.Response.Headers.ContentSecurityPolicy = _policy;
        return Files.Answer(request, "index.html", "no-cache");
    }
}
