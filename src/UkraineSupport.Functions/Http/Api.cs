using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Access;
using UkraineSupport.Functions.Health;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Telemetry;

namespace UkraineSupport.Functions.Http;

/// <summary>One request of a caller who is known by now.</summary>
internal sealed record Call(HttpRequest Request, Actor Actor, CancellationToken Aborted);

/// <summary>
/// What every HTTP function does around its own work: who is it, and turning whatever goes wrong into a problem.
/// </summary>
internal sealed class Api(Admission admission, SafeStorage storage, Life life, Refusals refusals, ILogger<Api> log)
{
    /// <summary>
    /// For callers who have not asked too much lately; changes wait while storage would lose them, and everything while
    /// it is being restored.
    /// </summary>
    public Task<IResult> HandleAsync<TResult>(HttpRequest request, Func<Call, Task<TResult>> work)
        where TResult : IResult =>
        AnswerAsync(
            request,
            async aborted =>
            {
                var actor = await admission.AdmitAsync(request, aborted);
                request.HttpContext.Features.Set(actor);
                await life.RequireAsync(aborted);
                if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
                    await storage.RequireAsync(aborted);
                return await work(new Call(request, actor, aborted));
            }
        );

    /// <summary>For everybody, whatever token they show and however often: it must cost next to nothing.</summary>
    public async Task<IResult> AnswerAsync<TResult>(HttpRequest request, Func<CancellationToken, Task<TResult>> work)
        where TResult : IResult
    {
        using var span = Spans.Request(request);
        var answer = await TryAsync(request, work);
        Spans.Answered(span, (answer as Answer)?.Status ?? (answer as IStatusCodeHttpResult)?.StatusCode);
        return answer;
    }

    private async Task<IResult> TryAsync<TResult>(HttpRequest request, Func<CancellationToken, Task<TResult>> work)
        where TResult : IResult
    {
        var aborted = request.HttpContext.RequestAborted;
        try
        {
            return await work(aborted);
        }
        catch (ProblemException problem)
        {
            refusals.Tell(request, problem);
            return Answer.Problem(problem);
        }
        catch (BadHttpRequestException bad)
        {
            return Answer.Problem(
                new(
                    bad.StatusCode,
                    bad.StatusCode == 413 ? "too-large" : "unreadable",
                    "The request could not be read."
                )
            );
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return Answer.Problem(new(400, "aborted", "The caller went away."));
        }
        catch (Exception fault) when (Faults.IsStorageAway(fault))
        {
            log.LogWarning(
                "{Method} {Path}: storage is away: {Fault}",
                request.Method,
                Logged.Path(request),
                fault.GetBaseException().Message
            );
            return Answer.Problem(
                new(
                    503,
                    "storage-away",
                    "Storage does not answer. Nothing you were told is lost; send the same request again."
                )
                {
                    RetryAfter = TimeSpan.FromSeconds(5),
                }
            );
        }
        catch (Exception fault)
        {
            log.LogError(
                "{Method} {Path} failed, {Reference}: {Fault}",
                request.Method,
                Logged.Path(request),
                request.HttpContext.TraceIdentifier,
                Logged.Fault(fault)
            );
            return Answer.Problem(
                new(500, "failed", $"This is our fault. Reference: {request.HttpContext.TraceIdentifier}.")
            );
        }
    }
}
