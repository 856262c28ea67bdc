using UkraineSupport.Domain.CoProduction;

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
        if (next.OpenQuantity < next.AcceptedOpen)
            next = next with { AcceptedOpen = next.OpenQuantity };
        if (next.AcceptedSeen is { } seen)
            next = next with { AcceptedSeen = Math.Min(seen, next.SeenAt(next.Disclosure).OpenQuantity) };
        if (next.ReleaseAt is not null && Surplus.ToRelease(next).Count == 0)
            next = next with { ReleaseAt = null };
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
            Sources = e.Sources ?? [],
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
                Sources = e.Sources ?? Sources,
            },
            GapVanished e => this with { Gone = true, MergedInto = e.MergedInto, FoundVersion = e.FoundVersion },
            GapMonthNear e => this with { Near = [.. Near, e.Month] },
            GapMonthMissed e => this with
            {
                Near = [.. Near.Append(e.Month).Distinct()],
                Missed = [.. Missed, e.Month],
            },
            GapFutureSupplyNarrowed e => this with
            {
                Narrowings =
                [
                    .. Narrowings.Where(n => n.Agreement != e.Agreement),
                    new HeardNarrowing(e.Agreement, e.Number),
                ],
            },
            GapSurplusFound e => this with { ReleaseAt = e.ReleaseAt },
            GapJoined e => this with
            {
                Predecessors = [.. Predecessors, e.From],
                Priority = e.Priority,
                Substitutes = e.Substitutes,
                Risk = e.Risk,
            },
            GapAskingMoved e => this with
            {
                Solicitations = [.. Solicitations, .. e.Solicitations],
                Offers = [.. Offers, .. e.Offers],
            },
            GapAssessed e => this with { Priority = e.Priority, Substitutes = e.Substitutes, Risk = e.Risk },
            GapRiskAccepted => this with
            {
                AcceptedOpen = OpenQuantity,
                AcceptedSeen = SeenAt(Disclosure).OpenQuantity,
            },
            GapRiskRevoked => this with { AcceptedOpen = null, AcceptedSeen = null },
            GapSameNeed e => this with { SameNeeds = Gaps.SameNeeds.After(SameNeeds, e) },
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
                        [.. e.Donors.Select(d => new Solicited(d.Donor, d.Quantity, d.Why) { Told = d.Told })]
                    ),
                ],
            },
            GapDonorReminded e => With(e.Solicitation, e.Donor, d => d with { Reminded = true }),
            GapOffered e => Answered(e),
            GapOfferChanged e => this with
            {
                Offers =
                [
                    .. Offers.Select(o =>
                        o.Pledge == e.Pledge
                            ? o with
                            {
                                Disclosure = e.Disclosure,
                                Pending = e.Pending,
                                PledgeVersion = e.PledgeVersion,
                            }
                            : o
                    ),
                ],
            },
            GapDonorDeclined e => With(
                e.Solicitation,
                e.Donor,
                d => d with { Status = SolicitationStatus.Declined, Reason = e.Reason }
            ),
            GapDonorLapsed e => With(e.Solicitation, e.Donor, d => d with { Status = SolicitationStatus.Lapsed }),
            GapDonorCalledOff e => With(e.Solicitation, e.Donor, d => d with { Status = SolicitationStatus.CalledOff }),
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
            Offers = [.. Offers, new(e.Donor, e.Pledge, e.Credit, e.Disclosure)],
            Solicitations =
            [
                .. Solicitations.Select(s =>
                    s with
                    {
                        Donors =
                        [
                            .. s.Donors.Select(d =>
                                d.Donor == e.Donor && Answers(e, s, d)
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

    /// <summary>Of a donor whose time is over: when the offer was made in time, and only told late.</summary>
    private static bool Answers(GapOffered offer, Solicitation solicitation, Solicited donor) =>
        donor.Status is SolicitationStatus.Open or SolicitationStatus.Answered
        || (
            donor.Status is SolicitationStatus.Lapsed or SolicitationStatus.CalledOff
            && offer.At <= solicitation.Deadline
        );

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
