using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Access;

/// <summary>How much one caller may ask, in this instance: so many requests a second, after a first burst.</summary>
/// <param name="Caller">Of one token's subject, role and party.</param>
/// <param name="Anonymous">Of one address without a token; as many tokens of its may be refused.</param>
/// <param name="ExemptLoopback">Whether this machine itself is not limited: where all callers are on it.</param>
/// <param name="CallerStreams">Streams that one caller may hold at once.</param>
/// <param name="AnonymousStreams">Streams that one address may hold at once without a token.</param>
internal sealed record LimitSettings(
    Rate Caller,
    Rate Anonymous,
    bool ExemptLoopback,
    int CallerStreams,
    int AnonymousStreams
)
{
    /// <summary>As the settings say.</summary>
    public static LimitSettings Read(IConfiguration configuration)
    {
        var limits = configuration.GetSection("Limits");
        return new(
            new(Number("CallerPerSecond", 50), Number("CallerBurst", 200)),
            new(Number("AnonymousPerSecond", 20), Number("AnonymousBurst", 100)),
            limits["ExemptLoopback"] is { Length: > 0 } exempt && bool.Parse(exempt),
            Number("CallerStreams", 10),
            Number("AnonymousStreams", 50)
        );

        int Number(string name, int otherwise) =>
            limits[name] is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}

/// <summary>A bucket of tokens, one a request: full at first, filled up second by second.</summary>
/// <param name="PerSecond">What comes in each second.</param>
/// <param name="Burst">What it holds.</param>
internal sealed record Rate(int PerSecond, int Burst);

/// <summary>
/// Lets requests in, before their bodies are read and before storage is touched: who is it, and have they asked too
/// much lately? What a bad token costs counts for the address that it comes from. Buckets that are full again are
/// forgotten after some seconds, so that memory follows the callers of the moment.
/// </summary>
internal sealed class Admission(TokenReader tokens, LimitSettings settings) : IDisposable
{
    /// <summary>When it is worth another try to begin a stream: some minutes at most until one ends.</summary>
    private static readonly TimeSpan StreamPause = TimeSpan.FromSeconds(10);

    private readonly PartitionedRateLimiter<string> _callers = Buckets(settings.Caller);
    private readonly PartitionedRateLimiter<string> _anonymous = Buckets(settings.Anonymous);
    private readonly PartitionedRateLimiter<string> _refused = Buckets(settings.Anonymous);
    private readonly PartitionedRateLimiter<string> _callersStreams = Places(settings.CallerStreams);
    private readonly PartitionedRateLimiter<string> _anonymousStreams = Places(settings.AnonymousStreams);

    /// <summary>The caller; <see cref="Actor.Anonymous"/> without a token.</summary>
    /// <exception cref="ProblemException">401: there is a token and it does not hold; 429: too much.</exception>
    public async Task<Actor> AdmitAsync(HttpRequest request, CancellationToken cancel)
    {
        if (IsExempt(request))
            return await tokens.ReadAsync(request, cancel);

        var from = Place(request);
        if (request.Headers.Authorization.Count == 0)
        {
            Take(_anonymous, from);
            return Actor.Anonymous;
        }

        // Looked at, not taken from: a token that holds costs its address nothing.
        if (_refused.GetStatistics(from) is { CurrentAvailablePermits: < 1 })
            throw TooMany();
        var actor = await ReadAsync(request, from, cancel);
        Take(_callers, Name(actor));
        return actor;
    }

    /// <summary>
    /// One more stream of a caller who was let in, until what is answered is disposed of; null without limits.
    /// </summary>
    /// <exception cref="ProblemException">429: this caller holds as many as one may.</exception>
    public IDisposable? Hold(HttpRequest request, Actor actor)
    {
        if (IsExempt(request))
            return null;
        var lease = actor.IsAnonymous
            ? _anonymousStreams.AttemptAcquire(Place(request))
            : _callersStreams.AttemptAcquire(Name(actor));
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        throw new ProblemException(429, "too-many-streams", "You hold as many streams as one caller may. End one.")
        {
            RetryAfter = StreamPause,
        };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _callers.Dispose();
        _anonymous.Dispose();
        _refused.Dispose();
        _callersStreams.Dispose();
        _anonymousStreams.Dispose();
    }

    private bool IsExempt(HttpRequest request) =>
        settings.ExemptLoopback
        && request.HttpContext.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address);

    private async Task<Actor> ReadAsync(HttpRequest request, string from, CancellationToken cancel)
    {
        try
        {
            return await tokens.ReadAsync(request, cancel);
        }
        catch (ProblemException refused) when (refused.Status == 401)
        {
            _refused.AttemptAcquire(from).Dispose();
            throw;
        }
    }

    private static void Take(PartitionedRateLimiter<string> buckets, string whose)
    {
        using var lease = buckets.AttemptAcquire(whose);
        if (!lease.IsAcquired)
            throw TooMany();
    }

    /// <summary>In a second at least one more is let in: no rate is lower.</summary>
    private static ProblemException TooMany() =>
        new(429, "too-many-requests", "You have asked too much in too short a time. Nothing was done; send it again.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    /// <summary>A network of IPv6 is one place: whoever has one has all 2^64 addresses of it.</summary>
    private static string Place(HttpRequest request)
    {
        var address = request.HttpContext.Connection.RemoteIpAddress;
        if (address is null)
            return "nowhere";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static string Name(Actor actor) => $"{actor.Role} {actor.Party} {actor.Subject}";

    private static PartitionedRateLimiter<string> Places(int most)
    {
        var options = new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 };
        return PartitionedRateLimiter.Create<string, string>(whose =>
            RateLimitPartition.GetConcurrencyLimiter(whose, _ => options)
        );
    }

    private static PartitionedRateLimiter<string> Buckets(Rate rate)
    {
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = rate.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        };
        return PartitionedRateLimiter.Create<string, string>(whose =>
            RateLimitPartition.GetTokenBucketLimiter(whose, _ => options)
        );
    }
}
