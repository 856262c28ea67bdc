using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Domain.UsDeliveries;
using Xunit;

namespace UkraineSupport.Domain.Tests.Builders;

/// <summary>
/// Interceptor drones, a Danish agreement from January 2027 to December 2028, half of the output for Ukraine; brought
/// on by the decisions that lead there.
/// </summary>
internal sealed class AnAgreement
{
    public static readonly CoProductionSettings Settings = new();
    public static readonly string[] Board = ["NATO"];

    public static readonly AgreementTerms Terms = new(
        "Interceptor drone",
        ProductionModel.LicenceAbroad,
        "DRONE-INTERCEPTOR",
        ProcurementVehicle.Bilateral,
        [
            new(FinancingSource.National, 100_000_000m),
            new(FinancingSource.Safe, 50_000_000m, "After the loan is signed"),
        ],
        new(2027, 1, 1),
        new(2028, 12, 31),
        10_000,
        0.5m,
        [new("DNK", "Guidance")],
        [new("UKR", 50), new("DNK", 30), new("USA", 15)]
    );

    public static readonly CommercialTerms Commercial = new(
        [new("Demo Interceptors", "UKR", PartnerRole.Licensor), new("Demo Works", "DNK", PartnerRole.Manufacturer)],
        new(2_000, 2_100)
    );

    private AnAgreement(Agreement state) => State = state;

    public Agreement State { get; private set; }

    public DateTimeOffset Now { get; private set; } = Given.Now;

    public static implicit operator Agreement(AnAgreement agreement) => agreement.State;

    public static Decision<AgreementEvent> File(FileAgreement? wish = null, Actor? actor = null) =>
        Sign.File("agreement-1", wish ?? new("DNK", Terms, Commercial), actor ?? Given.Danish, Given.Now);

    public static AnAgreement Filed(FileAgreement? wish = null)
    {
        var decision = File(wish);
        Assert.Null(decision.Error);
        return new(decision.Events.Aggregate((Agreement?)null, Agreement.Apply)!);
    }

    public static AnAgreement CoSigned() => Filed().Do(a => Sign.CoSign(a, Given.Ukraine, Given.Now));

    public static AnAgreement Funded() =>
        CoSigned().Answered("ministry").Answered("licence-1").Answered("financing-1").Answered("financing-2");

    /// <summary>Funded, with the same plan in so many months from January 2027 on.</summary>
    public static AnAgreement Planned(int months, decimal quantity) =>
        Funded().Do(a => Output.Plan(a, new(Every(new(2027, 1), months, quantity)), Given.Danish));

    public static List<PlannedMonth> Every(Month first, int months, decimal quantity) =>
        [.. Enumerable.Range(0, months).Select(n => new PlannedMonth(first.Plus(n), quantity))];

    public AnAgreement Do(Func<Agreement, Decision<AgreementEvent>> decide)
    {
        var decision = decide(State);
        Assert.Null(decision.Error);
        State = decision.Events.Aggregate(State, Agreement.Apply);
        return this;
    }

    public AnAgreement On(int year, int month, int day)
    {
        Now = new(year, month, day, 12, 0, 0, TimeSpan.Zero);
        return this;
    }

    public AnAgreement Answered(string approval, ApprovalState state = ApprovalState.Granted) =>
        Do(a =>
            Approvals.Answer(
                a,
                new(approval, state, Given.Today, "ref", "x"),
                approval == "ministry" ? Given.Ukraine : Given.Danish,
                Now
            )
        );

    public AnAgreement Milestone(MilestoneKind kind, DateOnly due, params int[] dependsOn) =>
        Do(a => Milestones.Plan(a, new(kind, $"{kind}", "DNK", due, dependsOn), Given.Danish));

    public AnAgreement Moved(int number, MilestoneStatus status, DateOnly? due = null, DateOnly? metOn = null) =>
        Do(a => Milestones.Move(a, number, new(status, "x", due, metOn), Given.Danish, Now));

    /// <summary>So much was made, accepted and delivered to Ukraine, as is said when the month is over.</summary>
    public AnAgreement Made(Month month, decimal made, decimal toUkraine = 0, string? reason = null)
    {
        Now = Now > month.End() ? Now : month.End();
        return Do(a =>
            Output.Report(a, new(month, made, made, ToUkraine: toUkraine, Reason: reason), Given.Danish, Now, Settings)
        );
    }

    public AnAgreement Opened(BottleneckKind kind, decimal costs, string? item = null) =>
        Do(a => Bottlenecks.Open(a, new(kind, "short", costs, item), false, Given.Danish, Now));

    /// <summary>The next deadline is reached, whatever the time.</summary>
    public AnAgreement Reached()
    {
        var next = State.NextDeadline(Settings)!;
        Now = next.At > Now ? next.At : Now;
        return Do(a => a.Reached(next, Board, Now, Settings));
    }
}
