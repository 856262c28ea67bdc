using System.Net;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Access;

/// <summary>A caller as the register takes them.</summary>
/// <param name="Role">The one they act in; <c>observer</c> of the public.</param>
/// <param name="Party">For whom, if for one.</param>
/// <param name="Subject">Who, at the authority; <c>anonymous</c> of the public.</param>
internal sealed record CallerView(Role Role, string? Party, string Subject);

/// <summary>How people sign in, and who they are then.</summary>
internal sealed class SignInEndpoints(Api api, SignInSettings settings, DevelopmentTokens development)
{
    /// <summary>How a page signs people in: at which authority, as which client. Nothing of it is secret.</summary>
    [Function("GetSignIn")]
    public Task<IResult> HowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign-in")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            _ => Task.FromResult(Answer.Ok(new SignInView(settings.Authority, development.Available)))
        );

    /// <summary>Who calls: what the register takes from the token.</summary>
    [Function("GetCaller")]
    public Task<IResult> WhoAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "me")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            call => Task.FromResult(Answer.Ok(new CallerView(call.Actor.Role, call.Actor.Party, call.Actor.Subject)))
        );

    /// <summary>
    /// A development token for any role and party, to whoever is on the machine that the app was started on by
    /// <c>./run</c>; nowhere else is there such a route.
    /// </summary>
    [Function("MintDevelopmentToken")]
    public Task<IResult> MintAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "development/token")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                if (!development.Available || !IsHere(call.Request))
                    throw ProblemException.NotFound();
                var body = await RequestBody.ReadAsync<DevelopmentSignIn>(call);
                return Answer.Ok(development.Mint(body.Value));
            }
        );

    private static bool IsHere(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
