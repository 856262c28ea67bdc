using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Calls;
using UkraineSupport.Domain.Coalition.Forces;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>Reading force commitments.</summary>
internal sealed class ForceQueries(
    Api api,
    Commands<ForceCommitment, ForceEvent> forces,
    Statements statements,
    ListReader lists,
    History history
)
{
    /// <summary>Force commitments, newest first, by nation, status, serial, domain and the call they answer.</summary>
    [Function("ListForces")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/commitments")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var asked = Filters.Text(call, "call", id => Ids.Is(id, ForceCall.IdKind));
                var statement = await statements.SeenByAsync(call.Actor, call.Aborted);
                return Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        ForceCommitment.IdKind,
                        Asked(call, asked),
                        row =>
                        {
                            var force = Entries.Read<ForceCommitment>(row.Body!, call.Actor);
                            // It is found by its call also by those who are not to know of it.
                            return asked is null || force.SeenBy(call.Actor).Call == asked
                                ? ForceView.Of(force, statement, call.Actor)
                                : null;
                        },
                        ["nation", "status", "serial", "domain", "call"],
                        sieves: asked is not null
                    )
                );
            }
        );

    /// <summary>One force commitment.</summary>
    [Function("GetForce")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/commitments/{id}")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var force = await forces.ReadAsync(call, id);
                var statement = await statements.SeenByAsync(call.Actor, call.Aborted);
                return Answer.Ok(ForceView.Of(force, statement, call.Actor), Preconditions.ETag(force.Version));
            }
        );

    /// <summary>What happened to a force commitment, oldest first, with the check of its hash chain.</summary>
    [Function("GetForceHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/commitments/{id}/history")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await forces.LoadAsync(call, id);
                return await history.AnswerAsync(call, stored);
            }
        );

    private static List<Tag> Asked(Call call, string? answers)
    {
        var asked = new List<Tag>();
        if (Filters.Nation(call) is { } nation)
            asked.Add(ForceProjection.OfNation(nation));
        if (Filters.Word<ForceStatus>(call, "status") is { } status)
            asked.Add(ForceProjection.OfStatus(status));
        if (Filters.Text(call, "serial", s => s.Length is > 0 and <= 20) is { } serial)
            asked.Add(ForceProjection.OfSerial(serial));
        if (Filters.Word<ForceDomain>(call, "domain") is { } domain)
            asked.Add(ForceProjection.OfDomain(domain));
        if (answers is not null)
            asked.Add(ForceProjection.OfCall(answers));
        if (asked.Count == 0)
            asked.Add(Tag.All);
        return asked;
    }
}
