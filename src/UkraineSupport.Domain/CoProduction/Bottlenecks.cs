using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>A party says what keeps output down.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">What is known of it.</param>
/// <param name="CostsAMonth">Output that it costs a month.</param>
/// <param name="Item">The material or component by name; needed for these.</param>
/// <param name="Requirement">Of workforce: Ukraine's requirement of training places.</param>
/// <param name="Since">The first month in which it cost output; this one unless said otherwise.</param>
public sealed record OpenBottleneck(
    BottleneckKind Kind,
    string Text,
    decimal CostsAMonth,
    string? Item = null,
    string? Requirement = null,
    Month? Since = null
);

/// <summary>Somebody is made responsible for a bottleneck; what is left out stays.</summary>
/// <param name="Assigned">The party that sees to it.</param>
/// <param name="Due">By when.</param>
/// <param name="Kind">What it turned out to be.</param>
/// <param name="Item">The material or component by name.</param>
/// <param name="CostsAMonth">Output that it costs a month.</param>
/// <param name="Requirement">Of workforce: Ukraine's requirement of training places.</param>
public sealed record AssignBottleneck(
    string Assigned,
    DateOnly Due,
    BottleneckKind? Kind = null,
    string? Item = null,
    decimal? CostsAMonth = null,
    string? Requirement = null
);

/// <summary>Why a bottleneck is the board's.</summary>
/// <param name="Reason">In words.</param>
public sealed record EscalateBottleneck(string Reason);

/// <summary>What was done.</summary>
/// <param name="Text">In words.</param>
public sealed record CloseBottleneck(string Text);

/// <summary>What keeps output down: named, with what it costs, and with somebody who sees to it.</summary>
public static class Bottlenecks
{
    private const int Most = 200;
    private const int MostMonthsBack = 12;

    /// <summary>A party opens one.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="wish">What it is.</param>
    /// <param name="isTraining">Whether the requirement that is named asks for training places, as the caller sees.</param>
    /// <param name="actor">Who opens it.</param>
    /// <param name="now">The present.</param>
    public static Decision<AgreementEvent> Open(
        Agreement agreement,
        OpenBottleneck wish,
        bool isTraining,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (!agreement.IsParty(actor))
            return new Forbidden("The parties of an agreement open bottlenecks, for its partners too.");
        var opened = new Bottleneck(
            agreement.Bottlenecks.Count + 1,
            wish.Kind,
            wish.Item?.Trim(),
            wish.Text.Trim(),
            wish.CostsAMonth,
            agreement.Party(actor),
            now,
            wish.Since ?? Month.Of(now),
            Requirement: wish.Requirement
        );
        var check = new Check();
        check.Text(wish.Text, "/text", 2000);
        check.That(wish.Kind != BottleneckKind.Undetermined, "/kind", "Say what it is.");
        check.That(
            opened.Since <= Month.Of(now) && opened.Since >= Month.Of(agreement.FiledAt).Plus(-MostMonthsBack),
            "/since",
            $"Not a month to come, and at most {MostMonthsBack} months before the agreement was filed."
        );
        Rules(check, agreement, opened, isTraining);
        if (check.Error is { } invalid)
            return invalid;
        if (agreement.IsEnded)
            return Sign.Ended(agreement);
        return agreement.Bottlenecks.Count >= Most
            ? new Conflict("too-many-bottlenecks", $"An agreement has at most {Most} bottlenecks.")
            : new AgreementBottleneckOpened(opened);
    }

    /// <summary>Makes a party responsible: by a party of the agreement or a coordinator.</summary>
    public static Decision<AgreementEvent> Assign(
        Agreement agreement,
        int number,
        AssignBottleneck wish,
        bool isTraining,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (Refused(agreement, number, actor) is { } refused)
            return refused;
        var bottleneck = agreement.Bottleneck(number)!;
        var assigned = bottleneck with
        {
            Assigned = wish.Assigned,
            Due = wish.Due,
            Kind = wish.Kind ?? bottleneck.Kind,
            Item = wish.Item?.Trim() ?? bottleneck.Item,
            CostsAMonth = wish.CostsAMonth ?? bottleneck.CostsAMonth,
            Requirement = wish.Requirement ?? bottleneck.Requirement,
        };
        var check = new Check();
        check.That(Parties.IsKnown(wish.Assigned), "/assigned", $"There is no party '{Check.Shorten(wish.Assigned)}'.");
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        check.That(
            wish.Due >= today && wish.Due <= agreement.Terms.ContractTo,
            "/due",
            $"From today to the end of the contract, {agreement.Terms.ContractTo:yyyy-MM-dd}."
        );
        Rules(check, agreement, assigned, isTraining || assigned.Requirement == bottleneck.Requirement);
        if (check.Error is { } invalid)
            return invalid;
        return assigned == bottleneck ? default(Decision<AgreementEvent>) : new AgreementBottleneckAssigned(assigned);
    }

    /// <summary>Puts one before the board, for priority access; nothing when it is there.</summary>
    public static Decision<AgreementEvent> Escalate(
        Agreement agreement,
        int number,
        string reason,
        Actor actor,
        IReadOnlyList<string> board,
        DateTimeOffset now
    )
    {
        if (Refused(agreement, number, actor) is { } refused)
            return refused;
        if (Check.Reason(reason) is { } invalid)
            return invalid;
        return agreement.Bottleneck(number)!.EscalatedAt is not null
            ? default(Decision<AgreementEvent>)
            : new AgreementBottleneckEscalated(number, board, now);
    }

    /// <summary>It is out of the way.</summary>
    public static Decision<AgreementEvent> Close(
        Agreement agreement,
        int number,
        CloseBottleneck done,
        Actor actor,
        DateTimeOffset now
    )
    {
        if (Refused(agreement, number, actor) is { } refused)
            return refused;
        var check = new Check();
        check.Text(done.Text, "/text", 2000);
        return check.Error is { } invalid ? invalid : new AgreementBottleneckClosed(number, done.Text.Trim(), now);
    }

    /// <summary>The bottleneck that the system opens when a month fell behind and none is open, or null.</summary>
    internal static AgreementBottleneckOpened? Behind(
        Agreement agreement,
        Month month,
        DateTimeOffset now,
        CoProductionSettings settings
    )
    {
        var planned = Ramp.Planned(agreement, month);
        var made = agreement.Report(month)?.Made ?? 0;
        return
            month.End() > now
            || made >= planned * settings.Behind
            || agreement.Bottlenecks.Any(b => b.IsOpen)
            || agreement.Bottlenecks.Count >= Most
            || !agreement.IsLive
            || Ramp.IsSuspendedIn(agreement, month)
            ? null
            : new(
                new(
                    agreement.Bottlenecks.Count + 1,
                    BottleneckKind.Undetermined,
                    null,
                    $"Output of {month} fell behind: {made} of {planned}.",
                    planned - made,
                    null,
                    now,
                    month
                )
            );
    }

    /// <summary>
    /// What the system opened for a month goes when the report is put right on which it rested, unless somebody sees
    /// to it already; or null.
    /// </summary>
    internal static AgreementBottleneckClosed? PutRight(Agreement agreement, Month month, DateTimeOffset now)
    {
        var missing = Ramp.Planned(agreement, month) - (agreement.Report(month)?.Made ?? 0);
        return
            agreement.Bottlenecks.FirstOrDefault(b => IsUntouched(b) && b.Since == month) is { } opened
            && opened.CostsAMonth != missing
            ? new(opened.Number, $"The report of {month} was put right.", now)
            : null;
    }

    private static bool IsUntouched(Bottleneck bottleneck) =>
        bottleneck is { IsOpen: true, OpenedBy: null, Assigned: null, Kind: BottleneckKind.Undetermined };

    private static DomainError? Refused(Agreement agreement, int number, Actor actor)
    {
        if (agreement.Bottleneck(number) is not { } bottleneck)
            return new NotFound($"There is no bottleneck {number}.");
        var isAssigned = bottleneck.Assigned is { } assigned && actor.IsDonor(assigned);
        if (!agreement.IsParty(actor) && actor.Role != Role.Coordinator && !isAssigned)
            return new Forbidden("The parties of an agreement, coordinators and whom it is assigned to see to it.");
        return bottleneck.IsOpen ? null : new Conflict("bottleneck-closed", $"Bottleneck {number} is closed.");
    }

    private static void Rules(Check check, Agreement agreement, Bottleneck bottleneck, bool isTraining)
    {
        check.Quantity(bottleneck.CostsAMonth, CapabilityCatalog.Find(agreement.Terms.Capability), "/costsAMonth");
        check.Text(
            bottleneck.Item,
            "/item",
            100,
            required: bottleneck.Kind is BottleneckKind.Material or BottleneckKind.Component
        );
        check.That(
            bottleneck.Requirement is null || bottleneck.Kind == BottleneckKind.Workforce,
            "/requirement",
            "Only a bottleneck of workforce asks for training places."
        );
        check.That(bottleneck.Requirement is null || isTraining, "/requirement", "There is no such need of training.");
    }
}
