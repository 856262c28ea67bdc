using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace UkraineSupport.Functions.Http;

/// <summary>What a client asks before it asks for anything: what can be asked, and whether it may.</summary>
internal static class ContractEndpoints
{
    private static readonly byte[] Contract = Read();
    private static readonly EntityTagHeaderValue Tag = new(
        $"\"{Convert.ToHexStringLower(SHA256.HashData(Contract).AsSpan(0, 16))}\""
    );

    /// <summary>This document.</summary>
    [Function("GetContract")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")] HttpRequest request
    )
    {
        // Kept, and asked for again each time: 304 as long as it is the same.
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(Contract, "application/json; charset=utf-8", entityTag: Tag);
    }

    /// <summary>
    /// A browser's question whether a page of another origin may call; <see cref="WebPipeline"/> says so in headers.
    /// </summary>
    [Function("Preflight")]
    public static IResult Preflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "{*path}")] HttpRequest request
    ) => Results.NoContent();

    private static byte[] Read()
    {
        using var stream = typeof(ContractEndpoints).Assembly.GetManifestResourceStream("openapi.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
