using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition;
using UkraineSupport.Domain.Coalition.Statements;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>The statement of requirements as one caller may see it.</summary>
/// <param name="Version">Its version as that caller counts it.</param>
/// <param name="Phases">Phases, in the order in which they begin.</param>
/// <param name="Serials">Serials, in the order in which they must stand.</param>
/// <param name="PutBy">The coordinator's party that put what of it was put last.</param>
/// <param name="PutAt">When.</param>
internal sealed record StatementView(
    long Version,
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<Serial> Serials,
    string? PutBy,
    DateTimeOffset PutAt
)
{
    public static StatementView Of(StatementOfRequirements statement, Actor viewer)
    {
        var seen = statement.SeenBy(viewer);
        var last = seen.Parts.MaxBy(p => p.At)!;
        return new(seen.Version, [.. seen.Phases], [.. seen.Serials], last.By, last.At);
    }
}

/// <summary>What the coalition's force must be able to: put, read, in all its versions.</summary>
internal sealed class StatementEndpoints(
    Api api,
    Commands<StatementOfRequirements, StatementEvent> commands,
    Statements statements,
    History history,
    TimeProvider time
)
{
    /// <summary>
    /// A coordinator puts the statement of requirements. The first needs no If-Match; a later one replaces it, with
    /// If-Match and a reason. A serial that goes on keeps its id, and with it what fills it.
    /// </summary>
    [Function("PutForceRequirements")]
    public Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "coalition/requirements")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<StatementOfRequirements, StatementEvent>.RefuseAnonymous(call);
                if (call.Actor.Role != Role.Coordinator)
                    throw new ProblemException(403, "forbidden", "Only coordinators put the statement.");
                var (put, _) = await RequestBody.ReadAsync<PutRequirements>(call);
                while (true)
                {
                    var stored = await statements.FindAsync(call.Aborted);
                    if (stored is not null)
                        Preconditions.RequireMatch(call, stored.VersionFor(call.Actor));
                    // Overtaken by another coordinator, whose version then wants a precondition.
                    if (await PutAsync(call, stored, put) is { } now)
                        return new Answer(
                            stored is null ? 201 : 200,
                            Answer.Json(StatementView.Of(now.State, call.Actor)),
                            Preconditions.ETag(now.State.Version),
                            stored is null ? "/api/coalition/requirements" : null
                        );
                }
            }
        );

    /// <summary>The statement of requirements as it is now.</summary>
    [Function("GetForceRequirements")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/requirements")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var statement = await commands.ReadAsync(call, Statements.Id);
                return Answer.Ok(StatementView.Of(statement, call.Actor), Preconditions.ETag(statement.Version));
            }
        );

    /// <summary>
    /// An earlier version of the statement, by the number that the caller counts. What was put together counts several
    /// versions; each of them is answered as the whole of what was put.
    /// </summary>
    [Function("GetForceRequirementsVersion")]
    public Task<IResult> GetVersionAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/requirements/{n:int}")]
            HttpRequest request,
        int n
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await commands.LoadAsync(call, Statements.Id);
                var statement =
                    await statements.AtAsync(stored, n, call.Actor, call.Aborted) ?? throw ProblemException.NotFound();
                return Answer.Ok(StatementView.Of(statement, call.Actor), Preconditions.ETag(statement.Version));
            }
        );

    /// <summary>What happened to the statement, oldest first, with the check of its hash chain.</summary>
    [Function("GetForceRequirementsHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/requirements/history")]
            HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await commands.LoadAsync(call, Statements.Id);
                return await history.AnswerAsync(call, stored);
            }
        );

    /// <summary>Null when somebody else wrote first.</summary>
    private async Task<Stored<StatementOfRequirements>?> PutAsync(
        Call call,
        Stored<StatementOfRequirements>? stored,
        PutRequirements put
    )
    {
        var events = Commands<StatementOfRequirements, StatementEvent>.Accepted(
            PutStatement.Decide(Statements.Id, stored?.State, put, call.Actor, time.GetUtcNow())
        );
        return events.Count == 0
            ? stored
            : await commands.CommitAsync(Statements.Id, stored, events, new(call.Actor, put.Reason), _ => null);
    }
}
