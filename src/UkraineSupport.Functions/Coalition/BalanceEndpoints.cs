using System.Globalization;
using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Coalition.Balance;
using UkraineSupport.Functions.Http;

namespace UkraineSupport.Functions.Coalition;

/// <summary>The balance on a day or over a period, as its reader may see it.</summary>
/// <param name="SeenAs">Whose commitments and serials it is made of: those disclosed to this level, and the reader's
/// own.</param>
/// <param name="DDay">Day of the ceasefire, in force or assumed.</param>
/// <param name="Without">Nations that are left out.</param>
/// <param name="Balance">The balance on the day that was asked about; null when a period was.</param>
/// <param name="Period">The balance over the period that was asked about; null when a day was.</param>
internal sealed record BalanceView(
    Disclosure SeenAs,
    DateOnly DDay,
    IReadOnlyList<string> Without,
    BalanceAt? Balance,
    BalancePeriod? Period
);

/// <summary>What falls when each nation leaves, as its reader may see it; what falls most first.</summary>
internal sealed record DependenceView(Disclosure SeenAs, DateOnly DDay, IReadOnlyList<NationLoss> Nations);

/// <summary>
/// Whether the force would stand, with whom, for how long, and what breaks if a nation drops out. All of it is made of
/// what the caller may see and of nothing else (docs/decisions/0022).
/// </summary>
internal sealed class BalanceEndpoints(Api api, ForceInputs inputs, Balances balances, TimeProvider time)
{
    private const int MaxYears = 15;

    /// <summary>
    /// The balance on a day (<c>at</c>, today when it is left out) or over a period (<c>from</c> and <c>to</c>), with
    /// nations left out (<c>without</c>, comma-separated). The ceasefire is the one that is in force; else
    /// <c>ceasefire</c>, or the first day that is asked about.
    /// </summary>
    [Function("GetForceBalance")]
    public Task<IResult> BalanceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/balance")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, "at", "from", "to", "without", "ceasefire");
                var (at, from, to) = (Day(call, "at"), Day(call, "from"), Day(call, "to"));
                if (from is null != to is null || (at is not null && from is not null))
                    throw new ProblemException(400, "bad-period", "Ask with at, or with from and to.");
                if (from > to || from?.AddYears(MaxYears) < to)
                    throw new ProblemException(
                        400,
                        "bad-period",
                        $"from is not after to, nor {MaxYears} years before."
                    );
                var (without, seen) = (Without(call), Level(call.Actor));
                var input = await InputAsync(call, at ?? from);
                var balance = await balances.OfAsync(input.Without(without), call.Aborted);
                return Answer.Ok(
                    from is { } first
                        ? new BalanceView(seen, input.DDay, without, null, balance.Over(first, to!.Value))
                        : new BalanceView(seen, input.DDay, without, balance.At(at ?? Today), null)
                );
            }
        );

    /// <summary>Nations by what falls when each one leaves.</summary>
    [Function("GetForceDependence")]
    public Task<IResult> DependenceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "coalition/dependence")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Filters.Only(call, "ceasefire");
                var input = await InputAsync(call, null);
                var ranked = await balances.RankAsync(input, Today, call.Aborted);
                return Answer.Ok(new DependenceView(Level(call.Actor), input.DDay, ranked));
            }
        );

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <exception cref="ProblemException">404: the caller sees no statement of requirements.</exception>
    private async Task<BalanceInput> InputAsync(Call call, DateOnly? asked) =>
        await inputs.SeenByAsync(call.Actor, Day(call, "ceasefire"), asked ?? Today, call.Aborted)
        ?? throw ProblemException.NotFound();

    private static Disclosure Level(Actor actor) =>
        actor.MaySee(Disclosure.Restricted, null) ? Disclosure.Restricted
        : actor.MaySee(Disclosure.Coalition, null) ? Disclosure.Coalition
        : Disclosure.Public;

    private static DateOnly? Day(Call call, string name) =>
        call.Request.Query[name].FirstOrDefault() is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 2000 and <= 2200
            ? day
        : throw new ProblemException(400, "bad-day", $"{name} is a day such as 2027-03-01, in the years 2000 to 2200.");

    private static List<string> Without(Call call)
    {
        var text = call.Request.Query["without"].FirstOrDefault() ?? "";
        var nations = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return nations.FirstOrDefault(n => !Parties.IsNation(n)) is { } unknown
            ? throw Filters.Unknown("nation", unknown)
            : [.. nations.Distinct().Order(StringComparer.Ordinal)];
    }
}
