using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.UsDeliveries;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>What came, month by month: reported, corrected, read.</summary>
internal sealed class ReportEndpoints(
    Api api,
    UsFlows flows,
    Commands<UsFlow, UsFlowEvent> commands,
    AggregateStore store,
    TimeProvider time
)
{
    private const int Unanswered = 0;

    /// <summary>
    /// A coordinator reports a month. One that is reported already is corrected by PUT, not reported again.
    /// </summary>
    [Function("ReportUsDeliveries")]
    public Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "us-deliveries/reports")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                UsFlows.RefuseOthers(call);
                var (report, hash) = await RequestBody.ReadAsync<ReportDeliveries>(call);
                var key = Preconditions.Key(call, required: true)!;
                if (Report.Refusal(report, call.Actor, time.GetUtcNow()) is { } refusal)
                    throw ProblemException.From(refusal);
                var id = UsFlows.IdOf(report.Capability);
                await RefuseReuseAsync(key, hash, call.Aborted);
                while (true)
                {
                    // Read before the answer is looked up: of two of the same request at once the later one then finds
                    // the answer, or its commit fails.
                    var stored = await flows.FindAsync(report.Capability, call.Aborted);
                    if (await store.FindAnswerAsync(id, key, call.Aborted) is { } kept)
                        return Preconditions.Replay(kept, hash);
                    var events = Commands<UsFlow, UsFlowEvent>.Accepted(
                        Report.Decide(stored?.State, report, call.Actor, time.GetUtcNow())
                    );
                    await store.KeepAnswerAsync(ClaimOf(key), new(key, hash, Unanswered, "", null, null), call.Aborted);
                    var now = await commands.CommitAsync(
                        id,
                        stored,
                        events,
                        new(call.Actor, null),
                        s => Preconditions.Keep(key, hash, Made(s, report))
                    );
                    // Another month of the capability, or a signal, may have come in between: no conflict.
                    if (now is not null)
                        return Made(now.State, report);
                }
            }
        );

    /// <summary>A coordinator corrects the report of a month.</summary>
    [Function("CorrectUsReport")]
    public Task<IResult> CorrectAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "us-deliveries/{capability}/reports/{month}")]
            HttpRequest request,
        string capability,
        string month
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                UsFlows.RefuseOthers(call);
                var (flow, of) = await LoadAsync(call, capability, month);
                return await commands.ChangeAsync<CorrectReport>(
                    call,
                    flow.Id,
                    correction =>
                        new(
                            f => Report.Correct(f, of, correction, call.Actor, time.GetUtcNow()),
                            f => ReportView.From(f, f.Report(of)!)
                        )
                        {
                            Reason = correction.Reason,
                        }
                );
            }
        );

    // "Read…", since the host tries routes in the order of the functions' names: GetUsSignal and its like must come
    // before {capability}.

    /// <summary>The report of a month.</summary>
    [Function("ReadUsReport")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "us-deliveries/{capability}/reports/{month}")]
            HttpRequest request,
        string capability,
        string month
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                var (flow, of) = await LoadAsync(call, capability, month);
                return Answer.Ok(ReportView.From(flow, flow.Report(of)!), Preconditions.ETag(flow.Version));
            }
        );

    /// <summary>
    /// The answer is kept with the capability. That the key was used for another capability is to be known too: each
    /// use is noted apart.
    /// </summary>
    /// <exception cref="ProblemException">422 when the key was used for another request.</exception>
    private async Task RefuseReuseAsync(string key, string hash, CancellationToken cancel)
    {
        if (await store.FindAnswerAsync(ClaimOf(key), key, cancel) is { } claimed && claimed.Request != hash)
            Preconditions.Replay(claimed, hash);
    }

    private static string ClaimOf(string key) => Ids.From("usreport", key);

    private async Task<(UsFlow Flow, Month Month)> LoadAsync(Call call, string capability, string month)
    {
        var flow = await flows.ReadAsync(call, capability);
        return Month.TryParse(month, out var of) && flow.Report(of) is not null
            ? (flow, of)
            : throw ProblemException.NotFound();
    }

    private static Answer Made(UsFlow flow, ReportDeliveries report) =>
        new(
            201,
            Answer.Json(ReportView.From(flow, flow.Report(report.Month)!)),
            Preconditions.ETag(flow.Version),
            $"/api/us-deliveries/{report.Capability}/reports/{report.Month}"
        );
}
