using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Gaps;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.CoProduction;

/// <summary>What keeps output down: opened, assigned, put before the board, closed.</summary>
internal sealed class BottleneckEndpoints(
    Api api,
    Commands<Agreement, AgreementEvent> agreements,
    Workforce workforce,
    BoardSettings board,
    TimeProvider time
)
{
    private const string All = "coproduction/agreements/{id}/bottlenecks";

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A party opens a bottleneck, for a partner too.</summary>
    [Function("OpenBottleneck")]
    public Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = All)] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                agreements.ChangeAsync<OpenBottleneck>(
                    call,
                    id,
                    async (agreement, wish) =>
                    {
                        var isTraining = await workforce.IsNeedAsync(agreement, wish.Requirement, call);
                        return new(
                            a => SupplyNarrowing.Told(a, Bottlenecks.Open(a, wish, isTraining, call.Actor, Now), Now),
                            a => AgreementView.Of(a, call.Actor)
                        )
                        {
                            Location = a => $"/api/coproduction/agreements/{a.Id}",
                        };
                    }
                )
        );

    /// <summary>Somebody is made responsible for a bottleneck, by a day.</summary>
    [Function("AssignBottleneck")]
    public Task<IResult> AssignAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = All + "/{n:int}/assignment")] HttpRequest request,
        string id,
        int n
    ) =>
        api.HandleAsync(
            request,
            call =>
                agreements.ChangeAsync<AssignBottleneck>(
                    call,
                    id,
                    async (agreement, wish) =>
                    {
                        var isTraining = await workforce.IsNeedAsync(agreement, wish.Requirement, call);
                        return new(
                            a =>
                                SupplyNarrowing.Told(
                                    a,
                                    Bottlenecks.Assign(a, n, wish, isTraining, call.Actor, Now),
                                    Now
                                ),
                            a => AgreementView.Of(a, call.Actor)
                        );
                    }
                )
        );

    /// <summary>A bottleneck is put before the escalation board, for priority access.</summary>
    [Function("EscalateBottleneck")]
    public Task<IResult> EscalateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = All + "/{n:int}/escalation")] HttpRequest request,
        string id,
        int n
    ) =>
        agreements.ChangeAsync<EscalateBottleneck>(
            api,
            request,
            id,
            (a, wish, call) => Bottlenecks.Escalate(a, n, wish.Reason, call.Actor, board.At(Now), Now),
            Now,
            w => w.Reason
        );

    /// <summary>A bottleneck is out of the way, with what was done.</summary>
    [Function("CloseBottleneck")]
    public Task<IResult> CloseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = All + "/{n:int}/closure")] HttpRequest request,
        string id,
        int n
    ) =>
        agreements.ChangeAsync<CloseBottleneck>(
            api,
            request,
            id,
            (a, done, call) => Bottlenecks.Close(a, n, done, call.Actor, Now),
            Now,
            _ => null
        );
}
