using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Insights;
using UkraineSupport.Domain.Pooling;
using UkraineSupport.Functions.Backfill;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Lists;

namespace UkraineSupport.Functions.Insights;

/// <summary>What changed since the caller last asked.</summary>
internal sealed class ChangeInsights(Api api, LedgerTotals totals, PlanInputs needs, CursorSeal seal, TimeProvider time)
{
    /// <summary>
    /// What changed in what the caller may see, since the mark that an earlier answer gave: pledges, what is committed,
    /// delivered and received, needs filed, covered and open, tranches that became late. Without a mark: one to begin
    /// with.
    /// </summary>
    [Function("ListChanges")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "insights/changes")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, "since");
                var now = await NowAsync(call.Actor, call.Aborted);
                var then = call.Request.Query["since"].FirstOrDefault() is { } text
                    ? await seal.OpenMarkAsync(text, call.Actor, call.Aborted)
                    : null;
                var before = then ?? now;
                return Answer.Ok(
                    new ChangeFigures(
                        then?.At,
                        now.At,
                        await seal.SealAsync(now, call.Aborted),
                        now.Late - before.Late,
                        Figures.Link("insights/donors"),
                        [
                            .. now
                                .Standing.Keys.Union(before.Standing.Keys)
                                .Order(StringComparer.Ordinal)
                                .Select(c =>
                                    ChangeRow.Of(
                                        c,
                                        now.Standing.GetValueOrDefault(c, Nothing),
                                        before.Standing.GetValueOrDefault(c, Nothing)
                                    )
                                )
                                .OfType<ChangeRow>(),
                        ]
                    )
                );
            }
        );

    private static decimal[] Nothing { get; } = ChangeRow.Figures(LedgerSums.None, NeedSums.None);

    private async Task<Mark> NowAsync(Actor actor, CancellationToken cancel)
    {
        var at = time.GetUtcNow();
        var ledgers = (await totals.ReadAsync(actor, null, cancel, SupportColumn.PaidBy))
            .GroupBy(l => l.Key.Capability, l => l.Value)
            .ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a + b));
        var needed = (await needs.NeedsAsync(null, actor, cancel)).ToLookup(n => n.Capability);
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var late = (await totals.TranchesAsync(actor, cancel)).SelectMany(t => t).Where(t => t.Due < today);
        return new(
            Mark.ReaderOf(actor),
            at,
            late.Sum(t => t.Sums.Tranches),
            CapabilityCatalog
                .All.Select(c =>
                    (
                        c.Code,
                        Figures: ChangeRow.Figures(
                            ledgers.GetValueOrDefault(c.Code, LedgerSums.None),
                            NeedSums.Of(needed[c.Code], actor)
                        )
                    )
                )
                .Where(c => c.Figures.Any(f => f != 0))
                .ToDictionary(c => c.Code, c => c.Figures)
        );
    }
}
