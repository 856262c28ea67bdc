using UkraineSupport.Domain.Coalition;

namespace UkraineSupport.Domain.Tests.Coalition.Balance;

/// <summary>The rules again, day by day and as they are written down, to hold the balance against.</summary>
internal static class NaiveRules
{
    public static bool IsUsable(Serial serial, ForceUnit unit, DateOnly dDay, DateOnly day)
    {
        if (!CouldBe(serial, unit, dDay, day))
            return false;
        if (unit.Terms.RotationMonths is not { } months)
            return true;
        var first = unit.DeployedOn ?? day;
        // Its rotation begins on the first day on which it is usable.
        for (var before = day; unit.DeployedOn is null && before >= serial.Start(dDay); before = before.AddDays(-1))
        {
            if (CouldBe(serial, unit, dDay, before))
                first = before;
        }

        return day < first.AddMonths(months);
    }

    private static bool CouldBe(Serial serial, ForceUnit unit, DateOnly dDay, DateOnly day)
    {
        var terms = unit.Terms;
        return serial.Domain == terms.Domain
            && (terms.Serials.Count == 0 || terms.Serials.Contains(serial.Id))
            && serial.Basing.Intersect(terms.Basing).Any()
            && terms.NtmDays <= serial.NtmDays
            && !terms.Caveats.Any(c => c.Blocks(serial))
            && (serial.Count is null || terms.Count > 0)
            && unit.Status is ForceStatus.Ready or ForceStatus.Activated or ForceStatus.Deployed or ForceStatus.Rotating
            && day >= terms.From
            && day <= terms.To
            && day >= serial.Start(dDay)
            && day < serial.End(dDay)
            && unit.Mandate.Allows(day)
            && (serial.TurnOn(dDay, day) ?? unit.Nation) == unit.Nation
            && day >= (unit.DeployedOn ?? dDay.AddDays(terms.NtmDays));
    }
}
