using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.UsDeliveries;

/// <summary>
/// The report of one month, in the capability's unit. The version is that of the capability's deliveries: a correction
/// names it.
/// </summary>
internal sealed record ReportView(
    string Capability,
    string Unit,
    Month Month,
    decimal? Announced,
    decimal? Contracted,
    decimal Delivered,
    IReadOnlyList<DeliveredUnder> Under,
    EurValue? Value,
    Evidence Evidence,
    string? Note,
    string? ReportedBy,
    DateTimeOffset ReportedAt,
    long Version
)
{
    public static ReportView From(UsFlow flow, UsReport report) =>
        new(
            flow.Capability,
            UsDeliveriesView.UnitOf(flow),
            report.Month,
            report.Announced,
            report.Contracted,
            report.Delivered,
            report.Under,
            report.Value,
            report.Evidence,
            report.Note,
            report.ReportedBy,
            report.ReportedAt,
            flow.Version
        );
}
