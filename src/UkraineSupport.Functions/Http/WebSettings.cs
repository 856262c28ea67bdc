using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration;
using IPNetwork = System.Net.IPNetwork;

namespace UkraineSupport.Functions.Http;

/// <summary>What the settings say of browsers and proxies.</summary>
internal static class WebSettings
{
    /// <summary>
    /// What pages of the origins in <c>Cors__Origins__0</c> … may do: all that the API can. No cookies: who calls is
    /// told by a token that the page itself sends.
    /// </summary>
    public static CorsPolicy Cors(IConfiguration configuration) =>
        new CorsPolicyBuilder()
            .WithOrigins([.. Items(configuration, "Cors:Origins")])
            .WithMethods("GET", "HEAD", "POST", "PUT", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "If-Match", "Idempotency-Key", "Last-Event-ID")
            .WithExposedHeaders("ETag", "Location", "Retry-After")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))
            .Build();

    /// <summary>
    /// Takes the caller's address from <c>X-Forwarded-For</c>, hop by hop, as long as the one that says so is in
    /// <c>Proxies__0</c> …; with none of them nobody is believed.
    /// </summary>
    public static void Forwarded(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        var proxies = Items(configuration, "Proxies").Select(Network).ToList();
        // The middleware takes no known proxies for everybody's word.
        options.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor;
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies)
            options.KnownIPNetworks.Add(network);
    }

    /// <summary>
    /// JSON goes compressed to whoever takes it; a stream of events does not, since each event leaves at once. Over
    /// HTTPS too: an attacker who makes a browser ask, and learns of a secret by the answer's length (BREACH), learns
    /// nothing here, as the token travels in a header that no other site can send.
    /// </summary>
    public static void Compressed(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["application/json", "application/problem+json"];
    }

    private static IEnumerable<string> Items(IConfiguration configuration, string list) =>
        configuration
            .GetSection(list)
            .GetChildren()
            .Select(item => item.Value)
            .OfType<string>()
            .Where(v => v.Length > 0);

    private static IPNetwork Network(string text) =>
        IPAddress.TryParse(text, out var one) ? new(one, 8 * one.GetAddressBytes().Length) : IPNetwork.Parse(text);
}
