using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
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
    /// <exception cref="InvalidOperationException">What is no origin.</exception>
    public static CorsPolicy Cors(IConfiguration configuration) =>
        new CorsPolicyBuilder()
            .WithOrigins([.. Items(configuration, "Cors:Origins").Select(Origin)])
            .WithMethods("GET", "HEAD", "POST", "PUT", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "If-Match", "Idempotency-Key", "Last-Event-ID")
            .WithExposedHeaders("ETag", "Location", "Retry-After")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))
            .Build();

    /// <summary>
    /// Takes the caller's address from <c>X-Forwarded-For</c>, hop by hop, as long as the one that says so is in
    /// <c>Proxies__0</c> …; with none of them nobody is believed.
    /// </summary>
    /// <exception cref="InvalidOperationException">What is no address or network.</exception>
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

    private static IEnumerable<(string Setting, string Text)> Items(IConfiguration configuration, string list) =>
        from item in configuration.GetSection(list).GetChildren()
        where !string.IsNullOrEmpty(item.Value)
        select (item.Path.Replace(":", "__", StringComparison.Ordinal), item.Value);

    private static string Origin((string Setting, string Text) item) =>
        Uri.TryCreate(item.Text, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.UserInfo.Length == 0
        && uri.GetLeftPart(UriPartial.Authority).Equals(item.Text, StringComparison.OrdinalIgnoreCase)
            ? item.Text
            : throw new InvalidOperationException(
                $"{item.Setting} is {item.Text}: an origin has a scheme, a host and no path, as https://example.org has."
            );

    private static IPNetwork Network((string Setting, string Text) item) =>
        IPAddress.TryParse(item.Text, out var one) ? new(one, 8 * one.GetAddressBytes().Length)
        : IPNetwork.TryParse(item.Text, out var all) && all.PrefixLength > 0 ? all
        : throw new InvalidOperationException(
            $"{item.Setting} is {item.Text}: an address or a network, as 10.1.0.0/16 is, but not everybody's."
        );
}
