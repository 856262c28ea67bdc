using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Access;

namespace UkraineSupport.Functions.Http;

/// <summary>
/// Writes down who was refused what: tokens that do not hold and why, rights that somebody has not, what may not be
/// seen, cannot be read or is asked too often. Without token, body or address, and not more than the log bears.
/// </summary>
internal sealed class Refusals(ILogger<Refusals> log) : IDisposable
{
    private const int LongestSubject = 64;

    private readonly TokenBucketRateLimiter _bucket = new(
        new()
        {
            TokenLimit = 100,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }
    );
    private long _leftOut;

    /// <summary>Writes it, or counts it when there were too many of late.</summary>
    public void Tell(HttpRequest request, ProblemException problem)
    {
        // What changed meanwhile is nobody's mistake, and what failed here is written as a fault.
        if (problem.Status is 409 or 410 or 412 or 428 or >= 500)
            return;
        using var lease = _bucket.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            Interlocked.Increment(ref _leftOut);
            return;
        }

        if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var leftOut)
            log.LogWarning("{Count} refusals were not written: too many at once", leftOut);
        log.LogInformation(
            "Refused {Status} {Code} ({Why}): {Method} {Path} by {Caller}",
            problem.Status,
            problem.Code,
            problem.Why ?? "-",
            Method(request),
            Logged.Path(request),
            Caller(request.HttpContext.Features.Get<Actor>())
        );
    }

    /// <inheritdoc />
    public void Dispose() => _bucket.Dispose();

    /// <summary>Callers may make up methods, too.</summary>
    private static string Method(HttpRequest request) => request.Method is { Length: <= 7 } known ? known : "…";

    private static string Caller(Actor? actor) =>
        actor is null ? "nobody known"
        : actor.IsAnonymous ? "anonymous"
        : $"{actor.Role} {actor.Party ?? "-"} {Short(actor.Subject)}";

    private static string Short(string subject) =>
        new([.. subject.Take(LongestSubject).Where(c => !char.IsControl(c))]);
}
