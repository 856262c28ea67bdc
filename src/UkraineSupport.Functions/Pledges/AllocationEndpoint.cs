using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Backfill;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Requirements;

namespace UkraineSupport.Functions.Pledges;

/// <summary>
/// A coordinator allocates. Two aggregates have to agree (see <see cref="Allocate"/> and <see cref="Reservations"/>).
/// </summary>
internal sealed class AllocationEndpoint(
    Api api,
    Reservations reservations,
    Coverages coverages,
    PlanInputs inputs,
    FourEyes fourEyes,
    TimeProvider time
)
{
    /// <summary>Reserves committed quantity of a line for a requirement or a gap.</summary>
    [Function("AllocatePledge")]
    public Task<IResult> AllocateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pledges/{id}/allocations")] HttpRequest request,
        string id
    ) =>
        api.HandleAsync(
            request,
            call =>
                reservations.MakeAsync<AllocateLine>(
                    call,
                    id,
                    new(
                        async (pledge, wish, allocation) =>
                        {
                            var need = await coverages.FindAsync(wish.Requirement, wish.Gap, call.Actor, call.Aborted);
                            var concerns = await ConcernsAsync(pledge, wish, need, call);
                            return Allocate.Decide(pledge, allocation, wish, need, call.Actor, concerns, fourEyes);
                        },
                        _ => null,
                        "The requirement or gap was filled or closed, or the pledge withdrawn, in the same moment."
                    )
                )
        );

    private async Task<IReadOnlyList<Concern>> ConcernsAsync(
        Pledge pledge,
        AllocateLine wish,
        INeed? need,
        Call call
    ) =>
        need is not null && pledge.Line(wish.Line) is { } line
            ? Concerns.Of(
                pledge,
                line,
                wish.Quantity,
                need,
                await inputs.ContextAsync(
                    pledge,
                    need.Owner is null ? need.Capability : null,
                    DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
                    call.Aborted
                ),
                pledge.Places(wish.Intake, wish.Line)
            )
            : [];
}
