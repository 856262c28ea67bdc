using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Health;

/// <summary>Whether it lives, and whether it can do its work.</summary>
internal sealed class HealthEndpoints(Api api, Ready ready)
{
    /// <summary>200 as long as the app answers at all: nothing else is asked.</summary>
    [Function("Health")]
    public Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request
    ) => api.AnswerAsync(request, _ => Task.FromResult(Answer.Ok(new { status = "live" })));

    /// <summary>
    /// 200 when storage keeps what is written, orchestrations and the issuer of tokens answer; 503 otherwise.
    /// Administrators are told what is wrong.
    /// </summary>
    [Function("Ready")]
    public Task<IResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ready")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) =>
        request.Headers.Authorization.Count == 0
            ? api.AnswerAsync(request, aborted => AnswerAsync(client, Actor.Anonymous, aborted))
            : api.HandleAsync(request, call => AnswerAsync(client, call.Actor, call.Aborted));

    private async Task<Answer> AnswerAsync(DurableTaskClient client, Actor actor, CancellationToken aborted)
    {
        var wrong = await ready.WrongAsync(client, aborted);
        var told = actor.Role == Role.Administrator && wrong.Count > 0 ? wrong : null;
        if (wrong.Any(Ready.Stops))
            throw new ProblemException(503, "not-ready", "The app cannot do all of its work now.", told)
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };
        return Answer.Ok(new ReadyView("ready", told));
    }
}
