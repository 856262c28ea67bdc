using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using UkraineSupport.Functions.Health;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Access;

/// <summary>
/// The authority in <c>Access:Authority</c> and its public keys. They are fetched for the first token, then kept; asked
/// for anew within two hours, so that a key that was withdrawn does not count for longer, and when a token names one
/// that is not known, but for all tokens together at most every five minutes.
/// </summary>
internal sealed class Issuer
{
    private static readonly TimeSpan Renewed = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(5);

    private readonly Held<OpenIdConnectConfiguration>? _known;

    public Issuer(IConfiguration configuration, TimeProvider time, ILogger<Issuer> log)
    {
        if (configuration["Access:Authority"] is not { Length: > 0 } authority)
            return;
        var address = new Uri(authority);
        var documents = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{authority.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(
                new HttpClient { Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = 1024 * 1024 }
            )
            {
                RequireHttps = !address.IsLoopback,
            }
        )
        {
            AutomaticRefreshInterval = Renewed,
            RefreshInterval = AskedAgain,
            // It would go on with keys that are shown no more, for an hour.
            UseLastKnownGoodConfiguration = false,
        };
        Documents = documents;
        _known = new(() => AskAsync(documents, log), TimeSpan.FromSeconds(1), time);
    }

    /// <summary>Where validation finds the keys; null when there is no authority.</summary>
    public BaseConfigurationManager? Documents { get; }

    /// <summary>
    /// Ends when keys are known, however old. When they cannot be had, an issuer that is away is asked once a second.
    /// </summary>
    /// <exception cref="ProblemException">503: no token can be told from another.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        try
        {
            await (_known?.AskAsync(cancel) ?? Task.CompletedTask);
        }
        catch (InvalidOperationException)
        {
            throw new ProblemException(
                503,
                "issuer-away",
                "Who issues tokens does not answer, so yours cannot be looked at. Send the same request again."
            )
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };
        }
    }

    private static async Task<OpenIdConnectConfiguration> AskAsync(
        ConfigurationManager<OpenIdConnectConfiguration> documents,
        ILogger log
    )
    {
        try
        {
            return await documents.GetConfigurationAsync(CancellationToken.None);
        }
        catch (InvalidOperationException fault)
        {
            log.LogWarning(
                "The keys of the authority cannot be had, and none are known: {Fault}",
                fault.GetBaseException().Message
            );
            throw;
        }
    }
}
