using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace UkraineSupport.Functions.Site;

/// <summary>
/// Static files of a folder beside the app's assembly, wherever the host that loads it lies. A folder that is not
/// there, such as of a page that was not built, has no files.
/// </summary>
internal sealed class SiteFolder
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    // In the order in which they are preferred. The build lays them beside the file.
    private static readonly (string Coding, string Ending)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    private readonly IFileProvider _files;

    public SiteFolder(string name)
    {
        var app = Path.GetDirectoryName(typeof(SiteFolder).Assembly.Location)!;
        var folder = Path.Combine(app, name);
        _files = Directory.Exists(folder) ? new PhysicalFileProvider(folder) : new NullFileProvider();
    }

    /// <summary>Whether it has this file.</summary>
    public bool Has(string path) => _files.GetFileInfo(path) is { Exists: true, IsDirectory: false };

    /// <summary>
    /// A file, compressed where the build has done so and the caller takes it; 304 as long as it is the same, 404
    /// when there is none.
    /// </summary>
    public IResult Answer(HttpRequest request, string path, string caching)
    {
        var file = _files.GetFileInfo(path);
        if (!file.Exists || file.IsDirectory)
            return Results.NotFound();
        // What has no type of its own is a licence or a notice.
        if (!Types.TryGetContentType(file.Name, out var type))
            type = "text/plain; charset=utf-8";
        var response = request.HttpContext.Response;
        response.Headers.CacheControl = caching;
        (file, var coding) = Choose(request, path, file);
        if (coding is not null)
            response.Headers.ContentEncoding = coding;
        if (Has(path + Compressed[0].Ending))
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var tag = new EntityTagHeaderValue($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"");
        return Results.File(file.PhysicalPath!, type, lastModified: file.LastModified, entityTag: tag);
    }

    private (IFileInfo File, string? Coding) Choose(HttpRequest request, string path, IFileInfo plain)
    {
        var taken = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, ending) in Compressed)
        {
            var file = _files.GetFileInfo(path + ending);
            if (file.Exists && taken.Any(one => one.Value == coding && one.Quality is null or > 0))
                return (file, coding);
        }

        return (plain, null);
    }
}
