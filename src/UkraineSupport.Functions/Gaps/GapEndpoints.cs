using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.CoProduction;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Gaps;

/// <summary>Gaps: read by whoever may see the deliveries that they are found from, weighed by coordinators.</summary>
internal sealed class GapEndpoints(
    Api api,
    Commands<Gap, GapEvent> gaps,
    ListReader lists,
    FutureSupplies supplies,
    History history
)
{
    /// <summary>Gaps, newest first, by capability and status.</summary>
    [Function("ListGaps")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "gaps")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var (capability, status) = (Filters.Capability(call), Filters.Word<GapStatus>(call, "status"));
                var expected = await supplies.PartsAsync(capability, call.Actor, call.Aborted);
                return Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        Gap.IdKind,
                        [capability is null ? Tag.All : GapProjection.OfCapability(capability)],
                        row => Read(row, call, status)?.If(expected[row.Id]),
                        ["capability", "status"],
                        sieves: status is not null
                    )
                );
            }
        );

    /// <summary>One gap: month by month, ally by ally, what is open, and its timeline.</summary>
    [Function("GetGap")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "gaps/{id}")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await gaps.LoadAsync(call, id);
                var gap = Commands<Gap, GapEvent>.Shown(stored, call.Actor);
                var view = GapView.Of(gap, call.Actor) with { Timeline = await history.TimelineAsync(call, stored) };
                var expected = await supplies.PartsAsync(gap.Capability, call.Actor, call.Aborted);
                return Answer.Ok(view.If(expected[id]), Preconditions.ETag(gap.Version));
            }
        );

    /// <summary>What happened to a gap, oldest first, with the check of its hash chain.</summary>
    [Function("GetGapHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "gaps/{id}/history")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await gaps.LoadAsync(call, id);
                return await history.AnswerAsync(call, stored);
            }
        );

    /// <summary>A coordinator weighs a gap: priority, substitutes, risk.</summary>
    [Function("AssessGap")]
    public Task<IResult> AssessAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gaps/{id}/assessment")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                gaps.ChangeAsync<GapAssessment>(
                    call,
                    id,
                    body =>
                        new(g => AssessGap.Decide(g, body, call.Actor), g => GapView.Of(g, call.Actor))
                        {
                            Reason = body.Reason,
                        }
                )
        );

    /// <summary>A coordinator accepts the risk of a gap, or takes that back.</summary>
    [Function("AcceptGapRisk")]
    public Task<IResult> RiskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "gaps/{id}/risk")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                gaps.ChangeAsync<GapRisk>(
                    call,
                    id,
                    body =>
                        new(g => AssessGap.Decide(g, body, call.Actor), g => GapView.Of(g, call.Actor))
                        {
                            Reason = body.Reason,
                        }
                )
        );

    private static GapView? Read(ListRow row, Call call, GapStatus? status)
    {
        var view = GapView.Of(Entries.Read<Gap>(row.Body!, call.Actor), call.Actor);
        return status is null || view.Status == status ? view : null;
    }
}
