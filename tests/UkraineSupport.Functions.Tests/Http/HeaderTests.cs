using System.IO.Compression;
using System.Net;

namespace UkraineSupport.Functions.Tests.Http;

/// <summary>What every answer says to browsers and caches, and to pages of other origins.</summary>
public sealed class HeaderTests
{
    private const string Page = "https://dashboard.example.org";

    [Theory]
    [InlineData("catalog/donors", 200, "no-store")]
    [InlineData("health", 200, "no-store")]
    [InlineData("admin/audit", 401, "no-store")]
    [InlineData("nowhere", 404, "no-store")]
    [InlineData("page/", 200, "no-cache")]
    [InlineData("page/donors/NLD", 200, "no-cache")]
    [InlineData("page/assets/none.js", 404, "no-store")]
    [InlineData("openapi.json", 200, "no-cache")]
    public async Task Every_answer_says_how_it_may_be_used(string path, int status, string kept)
    {
        await using var host = await WebHost.StartAsync();
        using var answer = await host.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(kept, Header(answer, "Cache-Control"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.EndsWith("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task In_Azure_every_answer_says_that_only_https_is_used_and_locally_none()
    {
        await using var here = await WebHost.StartAsync();
        await using var there = await WebHost.StartAsync(
            ("WEBSITE_POD_NAME", "0--6a0a2f2e"),
            ("Access__DevelopmentKeyFile", ""),
            ("Access__Authority", "https://issuer.example"),
            ("AzureWebJobsStorage", ""),
            ("AzureWebJobsStorage__accountName", "support")
        );
        foreach (var path in (string[])["health", "page/", "admin/audit", "nowhere"])
        {
            using var local = await here.GetAsync(path);
            using var answer = await there.GetAsync(path);
            Assert.Null(Header(local, "Strict-Transport-Security"));
            Assert.Equal("max-age=31536000; includeSubDomains", Header(answer, "Strict-Transport-Security"));
        }
    }

    [Theory]
    [InlineData("openapi.json")]
    [InlineData("page/")]
    public async Task What_is_kept_is_not_sent_again(string path)
    {
        await using var host = await WebHost.StartAsync();
        using var first = await host.GetAsync(path);
        using var second = await host.GetAsync(path, ("If-None-Match", Header(first, "ETag")!));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("no-cache", Header(second, "Cache-Control"));
    }

    [Theory]
    [InlineData("catalog/donors", "br", "br")]
    [InlineData("catalog/donors", "gzip", "gzip")]
    [InlineData("catalog/donors", "identity", null)]
    [InlineData("admin/audit", "br", "br")]
    [InlineData("openapi.json", "br", "br")]
    public async Task Json_goes_compressed_to_who_takes_it(string path, string taken, string? coding)
    {
        await using var host = await WebHost.StartAsync();
        using var plain = await host.GetAsync(path);
        using var answer = await host.GetAsync(path, ("Accept-Encoding", taken));

        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", Header(answer, "Vary"));
        Assert.Equal(Header(plain, "ETag"), Header(answer, "ETag"));
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        await using var unpacked = coding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var text = new StreamReader(unpacked);
        Assert.Equal(await plain.Content.ReadAsStringAsync(Cancel), await text.ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task The_contract_is_answered_byte_for_byte()
    {
        await using var host = await WebHost.StartAsync();
        Assert.Equal(
            await File.ReadAllBytesAsync(Testing.RepositoryRoot.Combine("docs", "openapi.json"), Cancel),
            await host.Client.GetByteArrayAsync("openapi.json", Cancel)
        );
    }

    [Theory]
    [InlineData("pledges")]
    [InlineData("pledges/pledge-0/review")]
    [InlineData("admin/audit")]
    public async Task A_page_of_a_named_origin_may_call(string path)
    {
        await using var host = await WebHost.StartAsync(
            ("Cors__Origins__0", "https://other.example"),
            ("Cors__Origins__1", Page)
        );
        using var preflight = await PreflightAsync(host, path, Page);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(Page, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Equal("GET,HEAD,POST,PUT,DELETE", Header(preflight, "Access-Control-Allow-Methods"));
        Assert.Equal(
            "Authorization,Content-Type,If-Match,Idempotency-Key,Last-Event-ID",
            Header(preflight, "Access-Control-Allow-Headers")
        );
        Assert.Equal("3600", Header(preflight, "Access-Control-Max-Age"));
        Assert.Null(Header(preflight, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task It_reads_refusals_too_with_the_headers_that_it_needs()
    {
        await using var host = await WebHost.StartAsync(("Cors__Origins__0", Page));
        using var answer = await host.GetAsync("admin/audit", ("Origin", Page));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(Page, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("ETag,Location,Retry-After", Header(answer, "Access-Control-Expose-Headers"));
        Assert.Equal("Origin", Header(answer, "Vary"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://dashboard.example.org.evil.example")]
    [InlineData("http://dashboard.example.org")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_may_not(string origin)
    {
        await using var host = await WebHost.StartAsync(("Cors__Origins__0", Page));
        using var preflight = await PreflightAsync(host, "pledges", origin);
        using var answer = await host.GetAsync("catalog/donors", ("Origin", origin));

        Assert.Null(Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task None_may_where_none_is_named()
    {
        await using var host = await WebHost.StartAsync();
        using var preflight = await PreflightAsync(host, "pledges", Page);
        Assert.Null(Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Null(Header(preflight, "Access-Control-Allow-Methods"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.example.org")]
    [InlineData("https://example.org/")]
    [InlineData("https://me@example.org")]
    [InlineData("ftp://example.org")]
    [InlineData("example.org")]
    public async Task What_is_no_origin_ends_the_start_with_a_sentence(string origin)
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            WebHost.StartAsync(("Cors__Origins__0", origin))
        );
        Assert.Equal(
            $"Cors__Origins__0 is {origin}: an origin has a scheme, a host and no path, as https://example.org has.",
            mistake.Message
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> PreflightAsync(WebHost host, string path, string origin) =>
        host.SendAsync(
            HttpMethod.Options,
            path,
            ("Origin", origin),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key,if-match")
        );

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
