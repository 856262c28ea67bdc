namespace UkraineSupport.Domain.Gaps;

public sealed partial record Gap
{
    /// <inheritdoc/>
    public static Gap Apply(Gap? state, GapEvent happened)
    {
        var next = happened is GapOpened opened
            ? From(opened)
            : (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the gap opened.")).After(
                happened
            );
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private static Gap From(GapOpened e) =>
        new()
        {
            Id = e.Id,
            Capability = e.Capability,
            Unit = e.Unit,
            Months = e.Months,
            Disclosure = e.Disclosure,
            OpenedAt = e.At,
            FoundVersion = e.FoundVersion,
        };

    private Gap After(GapEvent happened) =>
        happened switch
        {
            IGapFound e => this with
            {
                Months = e.Months,
                Disclosure = e.Disclosure,
                FoundVersion = e.FoundVersion,
                Gone = false,
                MergedInto = null,
            },
            GapVanished e => this with { Gone = true, MergedInto = e.MergedInto, FoundVersion = e.FoundVersion },
            GapAssessed e => this with { Priority = e.Priority, Substitutes = e.Substitutes, Risk = e.Risk },
            GapRiskAccepted e => this with { AcceptedShortfall = e.Shortfall },
            GapRiskRevoked => this with { AcceptedShortfall = null },
            Requirements.ICoverageEvent e => this with
            {
                Coverage = [.. Coverage.Where(c => c.Allocation != e.Coverage.Allocation), e.Coverage],
            },
            GapSolicited e => this with
            {
                Solicitations =
                [
                    .. Solicitations,
                    new(
                        e.Solicitation,
                        e.Deadline,
                        e.RemindAt,
                        [.. e.Donors.Select(d => new Solicited(d.Donor, d.Quantity, d.Why))]
                    ),
                ],
            },
            GapDonorReminded e => With(e.Solicitation, e.Donor, d => d with { Reminded = true }),
            GapOffered e => Answered(e),
            GapDonorDeclined e => With(
                e.Solicitation,
                e.Donor,
                d => d with { Status = SolicitationStatus.Declined, Reason = e.Reason }
            ),
            GapDonorLapsed e => With(e.Solicitation, e.Donor, d => d with { Status = SolicitationStatus.Lapsed }),
            GapEscalated e => this with
            {
                Solicitations = [.. Solicitations.Select(s => s.N == e.Solicitation ? s with { Escalated = true } : s)],
            },
            GapClosed or GapReopened => this,
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    /// <summary>An offer answers every solicitation that still waits for that donor.</summary>
    private Gap Answered(GapOffered e) =>
        this with
        {
            Offers = [.. Offers, e],
            Solicitations =
            [
                .. Solicitations.Select(s =>
                    s with
                    {
                        Donors =
                        [
                            .. s.Donors.Select(d =>
                                d.Donor == e.Donor && d.Status is SolicitationStatus.Open or SolicitationStatus.Answered
                                    ? d with
                                    {
                                        Status = SolicitationStatus.Answered,
                                        Offers = [.. d.Offers, e.Pledge],
                                    }
                                    : d
                            ),
                        ],
                    }
                ),
            ],
        };

    private Gap With(int solicitation, string donor, Func<Solicited, Solicited> change) =>
        this with
        {
            Solicitations =
            [
                .. Solicitations.Select(s =>
                    s.N != solicitation
                        ? s
                        : s with
                        {
                            Donors = [.. s.Donors.Select(d => d.Donor == donor ? change(d) : d)],
                        }
                ),
            ],
        };
}
