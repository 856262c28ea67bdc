using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Coalition;

/// <summary>
/// A call for forces as one caller may see it: a nation sees its own part, and not whether others answered.
/// </summary>
/// <param name="Serials">What for; none: all of the statement of requirements.</param>
/// <param name="Ended">Whether all have answered or let it pass.</param>
/// <param name="Escalated">Critical serials that nobody had offered anything for when it ended.</param>
internal sealed record CallView(
    string Id,
    long Version,
    IReadOnlyList<string> Serials,
    DateTimeOffset Deadline,
    DateTimeOffset RemindAt,
    string? Text,
    string? By,
    DateTimeOffset OpenedAt,
    IReadOnlyList<CalledNation> Nations,
    bool Ended,
    IReadOnlyList<string> Escalated
)
{
    public static CallView Of(ForceCall call, Actor viewer)
    {
        var c = call.SeenBy(viewer);
        return new(
            c.Id,
            c.Version,
            c.Serials,
            c.Deadline,
            c.RemindAt,
            c.Text,
            c.By,
            c.OpenedAt,
            c.Nations,
            c.Ended,
            c.Escalated
        );
    }
}

/// <summary>Coordinators call for forces; nations answer with commitments, or decline.</summary>
internal sealed class CallEndpoints(
    Api api,
    Commands<ForceCall, CallEvent> calls,
    Statements statements,
    ListReader lists,
    History history,
    TimeProvider time
)
{
    /// <summary>A coordinator calls nations, those named or all of the catalogue, to commit forces.</summary>
    [Function("OpenForceCall")]
    public Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/calls")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            call =>
                calls.CreateAsync<OpenCall>(
                    call,
                    async wish =>
                    {
                        var statement = await statements.SeenByAsync(call.Actor, call.Aborted);
                        return id => CallForForces.Decide(id, wish, statement, call.Actor, time.GetUtcNow());
                    },
                    c => CallView.Of(c, call.Actor),
                    c => $"/api/coalition/calls/{c.Id}"
                )
        );

    /// <summary>A nation that was called declines.</summary>
    [Function("DeclineForceCall")]
    public Task<IResult> DeclineAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/calls/{id}/decline")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                calls.ChangeAsync<DeclineCall>(
                    call,
                    id,
                    body =>
                        new(c => CallForForces.Decline(c, body, call.Actor), c => CallView.Of(c, call.Actor))
                        {
                            Reason = body.Reason,
                        }
                )
        );

    /// <summary>Calls, newest first: all of them for coordinators and the recipient, its own for a nation.</summary>
    [Function("ListForceCalls")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/calls")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
                Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        ForceCall.IdKind,
                        [
                            call.Actor.MaySee(Disclosure.Restricted, null)
                                ? Tag.All
                                : CallProjection.OfNation(call.Actor.Party ?? "none"),
                        ],
                        row =>
                        {
                            var found = Entries.Read<ForceCall>(row.Body!, call.Actor);
                            return found.IsSeenBy(call.Actor) ? CallView.Of(found, call.Actor) : null;
                        },
                        []
                    )
                )
        );

    /// <summary>One call.</summary>
    [Function("GetForceCall")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/calls/{id}")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var found = await calls.ReadAsync(call, id);
                return Answer.Ok(CallView.Of(found, call.Actor), Preconditions.ETag(found.Version));
            }
        );

    /// <summary>What happened to a call, oldest first, with the check of its hash chain.</summary>
    [Function("GetForceCallHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/calls/{id}/history")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await calls.LoadAsync(call, id);
                return await history.AnswerAsync(call, stored);
            }
        );
}
