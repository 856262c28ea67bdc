using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>Expected, delivered, forecast and short, by capability and month.</summary>
internal sealed class UsDeliveryQueries(
    Api api,
    UsFlows flows,
    ListReader lists,
    History history,
    GapSettings settings,
    TimeProvider time
)
{
    /// <summary>The capabilities that something is expected of, with their sums from one month to another.</summary>
    [Function("ListUsDeliveries")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "us-deliveries")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var (from, to) = Months(call);
                return Answer.Ok(
                    await lists.ReadAsync(
                        call,
                        UsFlow.IdKind,
                        [Tag.All],
                        row =>
                        {
                            var flow = Entries.Read<UsFlow>(row.Body!, call.Actor);
                            return UsDeliveriesEntry.From(flow.SeenBy(call.Actor), from, to, time.GetUtcNow());
                        },
                        ["from", "to"]
                    )
                );
            }
        );

    // "Read…", since the host tries routes in the order of the functions' names: GetUsSignal and its like must come
    // before {capability}.

    /// <summary>
    /// One capability from one month to another: expected, announced, contracted, delivered, forecast and short, in
    /// units and EUR, with the reports, signals and method behind each number. A caller who may not see a signal gets
    /// the forecast without it.
    /// </summary>
    [Function("ReadUsDeliveries")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "us-deliveries/{capability}")]
            HttpRequest request,
        string capability
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var flow = await flows.ReadAsync(call, capability);
                // Nothing is paged here; the check of the parameters is the same.
                Paging.Read(call, "from", "to");
                var (from, to) = Months(call);
                return Answer.Ok(
                    UsDeliveriesView.From(flow, call.Actor, from, to, time.GetUtcNow(), settings),
                    Preconditions.ETag(flow.Version)
                );
            }
        );

    /// <summary>What happened to a capability's deliveries, oldest first, with the check of its hash chain.</summary>
    [Function("ReadUsDeliveriesHistory")]
    public Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "us-deliveries/{capability}/history")]
            HttpRequest request,
        string capability
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var stored = await flows.LoadAsync(call, capability);
                return await history.AnswerAsync(call, stored);
            }
        );

    private static (Month From, Month To) Months(Call call)
    {
        var (from, to) = (Filters.Month(call, "from") ?? Month.Min, Filters.Month(call, "to") ?? Month.Max);
        return from <= to ? (from, to) : throw new ProblemException(400, "bad-month", "from is not after to.");
    }
}
