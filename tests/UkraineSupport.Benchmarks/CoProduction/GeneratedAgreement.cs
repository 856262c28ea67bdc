using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.CoProduction;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Benchmarks.CoProduction;

/// <summary>
/// Agreements of sixty months, a year of them reported, each with bottlenecks and a milestone that slips.
/// </summary>
internal static class GeneratedAgreement
{
    private const int Months = 60;
    private const int Reported = 12;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddMonths(Reported);
    private static readonly Actor Danish = new(Role.Donor, "DNK", "bench");
    private static readonly Actor Ukraine = new(Role.Recipient, "UKR", "bench");
    private static readonly CoProductionSettings Settings = new();

    private static readonly AgreementTerms Terms = new(
        "Drone",
        ProductionModel.LicenceAbroad,
        "DRONE-INTERCEPTOR",
        ProcurementVehicle.Bilateral,
        [new(FinancingSource.National, 100_000_000)],
        new(2026, 1, 1),
        new(2030, 12, 31),
        10_000,
        0.5m,
        [],
        []
    );

    /// <summary>The nth.</summary>
    public static Agreement Make(int n)
    {
        var commercial = new CommercialTerms([new("Demo", "DNK", PartnerRole.Lead)], new(2_000, 2_100));
        var filed = Sign.File($"agreement-{n}", new("DNK", Terms, commercial), Danish, Start).Events;
        var agreement = filed.Aggregate((Agreement?)null, Agreement.Apply)!;
        void Do(Domain.Decisions.Decision<AgreementEvent> decision)
        {
            if (decision.Error is { } error)
                throw new InvalidOperationException(error.Detail);
            agreement = decision.Events.Aggregate(agreement, Agreement.Apply);
        }

        Do(Sign.CoSign(agreement, Ukraine, Start));
        foreach (var approval in agreement.Approvals)
        {
            var by = approval.Kind == ApprovalKind.Ministry ? Ukraine : Danish;
            Do(Approvals.Answer(agreement, new(approval.Id, ApprovalState.Granted, new(2026, 1, 1)), by, Start));
        }

        Do(Milestones.Plan(agreement, new(MilestoneKind.Serial, "Series", "DNK", new(2026, 2, 1)), Danish));
        var first = Month.Of(Terms.ContractFrom);
        Do(
            Output.Plan(
                agreement,
                new([.. Enumerable.Range(0, Months).Select(m => new PlannedMonth(first.Plus(m), 1000 + n))]),
                Danish
            )
        );
        for (var m = 0; m < Reported; m++)
            Do(
                Output.Report(
                    agreement,
                    new(first.Plus(m), 900 - n % 300, 800 - n % 300, ToUkraine: 300),
                    Danish,
                    Now,
                    Settings
                )
            );
        for (var b = 0; b < 3; b++)
            Do(
                Bottlenecks.Open(
                    agreement,
                    new(BottleneckKind.Material, "Short", 50 + b, $"Material {b}"),
                    false,
                    Danish,
                    Now
                )
            );
        var slips = new MoveMilestone(MilestoneStatus.AtRisk, "Late", new DateOnly(2026, 4, 1));
        Do(Milestones.Move(agreement, 1, slips, Danish, Now));
        return agreement;
    }

    /// <summary>Forecast and future supply; how many months that were.</summary>
    public static int Reckon(Agreement agreement)
    {
        var months = Ramp.Of(agreement, Now).Count;
        return FutureSupply.Of(agreement, Now).Count > 0 ? months : throw new InvalidOperationException("No supply.");
    }
}
