using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Deadlines;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;
using UkraineSupport.Functions.Storage;
using UkraineSupport.Functions.Training;

namespace UkraineSupport.Functions.Requirements;

/// <summary>What Ukraine needs: filed, validated, taken back, read.</summary>
internal sealed class RequirementEndpoints(
    Api api,
    Commands<Requirement, RequirementEvent> requirements,
    Commands<Pledge, PledgeEvent> pledges,
    AggregateStore store,
    Courses courses,
    Succession succession,
    Coverages coverages,
    SharedNeeds shared,
    ListReader lists,
    History history,
    DeadlineSettings deadlines,
    TimeProvider time
)
{
    /// <summary>The recipient files a requirement, or a donor that gave from stock what it needs back.</summary>
    [Function("FileRequirement")]
    public Task<IResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requirements")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            call =>
                requirements.CreateAsync<FileRequirement>(
                    call,
                    async filed =>
                    {
                        var given = Ids.Is(filed.GivenBy ?? "", Pledge.IdKind)
                            ? (await store.LoadAsync<Pledge>(filed.GivenBy!, call.Aborted))?.State
                            : null;
                        var course = await courses.FindAsync(call.Actor, filed.CourseId, call.Aborted);
                        var superseded = await succession.FindAsync(filed.Supersedes, call.Aborted);
                        if (superseded is not null && !call.Actor.MaySee(superseded.Disclosure, superseded.Owner))
                            superseded = null;
                        var now = time.GetUtcNow();
                        return id => Submit.Decide(id, filed, call.Actor, now, deadlines, given, course, superseded);
                    },
                    r => RequirementView.From(r, call.Actor),
                    r => $"/api/requirements/{r.Id}"
                )
        );

    /// <summary>A coordinator validates or rejects it.</summary>
    [Function("ValidateRequirement")]
    public Task<IResult> ValidateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requirements/{id}/validation")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                requirements.ChangeAsync<ValidateRequirement>(
                    call,
                    id,
                    async (requirement, validation) =>
                    {
                        await CountAsync(requirement, validation, call);
                        await SucceedsAsync(requirement, validation, call);
                        return new(
                            r => Validate.Decide(r, validation, call.Actor),
                            r => RequirementView.From(r, call.Actor)
                        )
                        {
                            Reason = validation.Reason,
                            Tell = r => succession.TakeOverAsync(r, CancellationToken.None),
                        };
                    }
                )
        );

    /// <summary>Who filed it changes it.</summary>
    [Function("AmendRequirement")]
    public Task<IResult> AmendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requirements/{id}/amendment")] HttpRequest request,
        string id
    ) =>
        ChangeAsync<AmendRequirement>(
            request,
            id,
            (r, change, call) => Revise.Decide(r, change, call.Actor, time.GetUtcNow(), deadlines),
            c => c.Reason
        );

    /// <summary>Who filed it takes it back.</summary>
    [Function("CancelRequirement")]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requirements/{id}/cancellation")]
            HttpRequest request,
        string id
    ) =>
        ChangeAsync<CancelRequirement>(
            request,
            id,
            (r, cancellation, call) => Validate.Cancel(r, cancellation, call.Actor),
            c => c.Reason
        );

    /// <summary>
    /// A coordinator says that part of it is a gap of US deliveries, so that both are not filled. The gap has its say
    /// before it is answered.
    /// </summary>
    [Function("SaySameNeed")]
    public Task<IResult> SameNeedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requirements/{id}/same-need")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var said = await requirements.ChangeAsync<SaySameNeed>(
                    call,
                    id,
                    async (_, body) =>
                    {
                        var gap = (Gap?)await coverages.FindAsync(null, body.Gap, call.Actor, call.Aborted);
                        return new(
                            r => SayingSame.Decide(r, body, gap, call.Actor),
                            r => RequirementView.From(r, call.Actor)
                        )
                        {
                            Reason = body.Reason,
                            Tell = r => shared.SettleAsync(r.Id, body.Gap, CancellationToken.None),
                        };
                    }
                );
                return (await requirements.LoadAsync(call, id)).State.SameNeed is { IsRefused: true, Why: { } why }
                    ? Answer.Problem(new(409, "gap-not-open", why))
                    : said;
            }
        );

    /// <summary>A coordinator takes that back.</summary>
    [Function("UndoSameNeed")]
    public Task<IResult> UndoSameNeedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requirements/{id}/same-need/undo")]
            HttpRequest request,
        string id
    ) => ChangeAsync<UndoSameNeed>(request, id, (r, undo, call) => SayingSame.Undo(r, undo, call.Actor), u => u.Reason);

    /// <summary>
    /// Requirements, newest first, by capability and status; those of a series by the id of its first one;
    /// donors' replenishments are a list of their own, by <c>kind</c>.
    /// </summary>
    [Function("ListRequirements")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "requirements")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var (capability, status) = (Filters.Capability(call), Filters.Word<RequirementStatus>(call, "status"));
                var kind = Filters.Word<RequirementKind>(call, "kind") ?? RequirementKind.Requirement;
                var tags = new List<Tag> { RequirementProjection.OfKind(kind) };
                if (Filters.Text(call, "series", id => Ids.Is(id, Requirement.IdKind)) is { } series)
                    tags.Add(RequirementProjection.OfSeries(series));
                if (capability is not null)
                    tags.Add(RequirementProjection.OfCapability(capability));
                return Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        Requirement.IdKind,
                        tags,
                        row => Read(row, call, status),
                        ["capability", "status", "kind", "series"],
                        sieves: status is not null
                    )
                );
            }
        );

    /// <summary>One requirement.</summary>
    [Function("GetRequirement")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "requirements/{id}")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var requirement = await requirements.ReadAsync(call, id);
                return Answer.Ok(
                    RequirementView.From(requirement, call.Actor),
                    Preconditions.ETag(requirement.Version)
                );
            }
        );

    /// <summary>What happened to a requirement, oldest first, with the check of its hash chain.</summary>
    [Function("GetRequirementHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "requirements/{id}/history")]
            HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await requirements.LoadAsync(call, id);
                return await history.AnswerAsync(call, stored);
            }
        );

    /// <summary>
    /// The pledge that was given counts a replenishment before that is validated: a crash in between leaves a count
    /// that the validation, sent again, finds, and that a rejection takes back.
    /// </summary>
    private async Task CountAsync(Requirement requirement, ValidateRequirement validation, Call call)
    {
        if (
            requirement is { GivenBy: { } given, Stage: RequirementStatus.Submitted }
            && validation.Decision == ValidationDecision.Accept
            && Validate.Decide(requirement, validation, call.Actor).Error is null
        )
            await pledges.UpdateAsync(
                given,
                p => Replenish.Count(p, requirement),
                "What it gave from stock is replenished",
                call.Aborted
            );
    }

    /// <summary>One that takes the place of another one is validated while that can be superseded by it.</summary>
    private async Task SucceedsAsync(Requirement requirement, ValidateRequirement validation, Call call)
    {
        if (
            requirement is { Supersedes: { } id, Stage: RequirementStatus.Submitted }
            && validation.Decision == ValidationDecision.Accept
            && Validate.Decide(requirement, validation, call.Actor).Error is null
            && await succession.FindAsync(id, call.Aborted) is { } superseded
            && Succeed.WhyNot(superseded, requirement) is { } conflict
        )
            throw ProblemException.From(conflict);
    }

    private static RequirementView? Read(ListRow row, Call call, RequirementStatus? status)
    {
        var requirement = Entries.Read<Requirement>(row.Body!, call.Actor);
        var view = RequirementView.From(requirement, call.Actor);
        return status is null || view.Status == status ? view : null;
    }

    private Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        string id,
        Func<Requirement, TBody, Call, Decision<RequirementEvent>> decide,
        Func<TBody, string> reason
    )
        where TBody : class =>
        api.HandleAsync(
            request,
            call =>
                requirements.ChangeAsync<TBody>(
                    call,
                    id,
                    body =>
                        new(r => decide(r, body, call), r => RequirementView.From(r, call.Actor))
                        {
                            Reason = reason(body),
                        }
                )
        );
}
