using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>What a coordinator expects of the United States for one capability.</summary>
/// <param name="Method">How the expectation was come to, with its caveats.</param>
/// <param name="Authority">Under which authority it is delivered, where a row says no other.</param>
/// <param name="Source">Where the figures are from.</param>
/// <param name="Months">The months; none may be said twice under one authority.</param>
/// <param name="Disclosure">Who may see it; the coalition unless said otherwise.</param>
/// <param name="Reason">Why it changes; needed when there is a baseline already.</param>
/// <param name="Without">Months of gaps that the standing baseline has and this one is to leave out: their gaps vanish,
/// and what covers them is given back. Without their names here they may not be left out.</param>
public sealed record PutBaseline(
    string Method,
    UsAuthority Authority,
    string Source,
    IReadOnlyList<BaselineRow> Months,
    Disclosure Disclosure = Disclosure.Coalition,
    string? Reason = null,
    IReadOnlyList<Month>? Without = null
);

/// <summary>A month of a baseline, or several alike.</summary>
/// <param name="Month">The month.</param>
/// <param name="Quantity">Expected in it, in the capability's unit.</param>
/// <param name="To">If given: the same is expected in each month through this one.</param>
/// <param name="Value">Value of one month's quantity. Of money it is the quantity itself and may be left out.</param>
/// <param name="Currency">ISO 4217; EUR unless said otherwise.</param>
/// <param name="EurRate">EUR for one unit of the currency; needed when that is not EUR.</param>
/// <param name="Authority">Under which authority, if not the baseline's.</param>
public sealed record BaselineRow(
    Month Month,
    decimal Quantity,
    Month? To = null,
    decimal? Value = null,
    string? Currency = null,
    decimal? EurRate = null,
    UsAuthority? Authority = null
);

/// <summary>Coordinators say what is expected of the United States, and correct it.</summary>
public static class SetBaseline
{
    /// <summary>Twenty years.</summary>
    public const int MaxMonths = 240;

    /// <summary>Decides on <paramref name="put"/>; nothing when it says what is already so.</summary>
    /// <param name="id">The id of the capability's deliveries.</param>
    /// <param name="capability">Code from the catalogue.</param>
    /// <param name="flow">The deliveries, or null when nothing is known of them yet.</param>
    /// <param name="put">The expectation.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="now">The present.</param>
    public static Decision<UsFlowEvent> Decide(
        string id,
        string capability,
        UsFlow? flow,
        PutBaseline put,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (actor.Role != Role.Coordinator)
            return new Forbidden("Only coordinators say what is expected.");
        var check = new Check();
        check.Text(put.Method, "/method", 2000);
        check.Text(put.Source, "/source", 1000);
        check.Text(put.Reason, "/reason", 2000, required: flow?.Baseline is not null);
        var parts = Parts(check, CapabilityCatalog.Find(capability)!, put);
        if (check.Error is { } invalid)
            return invalid;
        var byMonth = parts.GroupBy(p => p.Month).ToList();
        var months = byMonth.ConvertAll(m => new BaselineMonth(m.Key, m.Sum(p => p.Quantity), ValueOf([.. m])));
        var baseline = new UsBaseline(
            put.Method.Trim(),
            put.Authority,
            put.Source.Trim(),
            months,
            put.Disclosure,
            actor.Party,
            now
        )
        {
            Parts = [.. byMonth.Where(m => m.Any(p => p.Authority != put.Authority)).SelectMany(m => m)],
        };
        if (baseline.SaysTheSameAs(flow?.Baseline))
            return default;
        if (LeftOut(flow, months, put.Without ?? []) is { } left)
            return left;
        return flow is null
            ? new UsFlowEvent[] { new UsFlowOpened(id, capability, now), new UsBaselineSet(baseline) }
            : new UsBaselineSet(baseline);
    }

    /// <summary>The gaps of which a month would vanish because it is not said any more, if nobody named it.</summary>
    private static Conflict? LeftOut(UsFlow? flow, List<BaselineMonth> months, IReadOnlyList<Month> without)
    {
        var said = months.Select(m => m.Month).Concat(without).ToHashSet();
        var gone = (flow?.Gaps ?? [])
            .Select(g => (g.Id, Months: g.Months.Select(m => m.Month).Where(m => !said.Contains(m)).ToList()))
            .Where(g => g.Months.Count > 0)
            .Select(g => $"{string.Join(", ", g.Months)} of {g.Id}")
            .ToList();
        return gone.Count == 0
            ? null
            : new(
                "months-left-out",
                $"Nothing would be expected any more of months in which something is missing: {string.Join("; ", gone)}. Say what is expected of them (0, if nothing is), or name them in \"without\"; what covers them is then given back."
            );
    }

    private static List<BaselinePart> Parts(Check check, Capability capability, PutBaseline put)
    {
        check.Count(put.Months, "/months", 1, MaxMonths);
        var parts = new SortedDictionary<(Month Month, UsAuthority Authority), BaselinePart>();
        foreach (var (row, i) in put.Months.Take(MaxMonths).Select((r, i) => (r, i)))
        {
            var (at, authority) = ($"/months/{i}", row.Authority ?? put.Authority);
            var last = row.To ?? row.Month;
            check.That(last >= row.Month, $"{at}/to", "Not before the month.");
            var value = Value(check, capability, row, at);
            for (var month = row.Month; month <= last && month.Since(row.Month) < MaxMonths; month = month.Plus(1))
            {
                if (parts.TryAdd((month, authority), new(month, authority, row.Quantity, value)))
                    continue;
                check.That(
                    false,
                    $"{at}/month",
                    $"{month} is said twice of {authority}: a month has one expectation of each authority."
                );
                break;
            }

            check.That(
                last.Since(row.Month) < MaxMonths && parts.Count <= MaxMonths,
                $"{at}/{(row.To is null ? "month" : "to")}",
                $"At most {MaxMonths} months in all."
            );
        }

        return [.. parts.Values];
    }

    /// <summary>
    /// The value of a month; not known when that of a part is not. In EUR, where parts are valued in other currencies
    /// or at other rates.
    /// </summary>
    private static EurValue? ValueOf(List<BaselinePart> parts)
    {
        var values = parts.Where(p => p.Quantity > 0 || p.Value is not null).Select(p => p.Value).ToList();
        if (values.Count == 0 || values.Contains(null))
            return null;
        var eur = values.Sum(v => v!.Eur);
        return values.Select(v => (v!.Currency, v.EurRate)).Distinct().Count() == 1
            ? values[0]! with
            {
                Eur = eur,
                Amount = values.Sum(v => v!.Amount),
            }
            : new(eur, eur, "EUR", 1);
    }

    private static EurValue? Value(Check check, Capability capability, BaselineRow row, string at)
    {
        FlowRules.Quantity(check, row.Quantity, capability, $"{at}/quantity");
        var own = new Check();
        var value = EurValue.Read(own, row.Value, row.Currency, row.EurRate, at);
        check.Add(own);
        check.That(row.Quantity != 0 || value is null or { Eur: 0 }, $"{at}/value", "Nothing is worth nothing.");
        return FlowRules.OfMoney(check, value, row.Quantity, capability, at);
    }
}
