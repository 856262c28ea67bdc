using UkraineSupport.Domain.Deliveries;

namespace UkraineSupport.Domain.Pledges;

public sealed partial record Pledge
{
    /// <inheritdoc/>
    public static Pledge Apply(Pledge? state, PledgeEvent happened)
    {
        var next = happened is PledgeAnnounced announced
            ? From(announced)
            : (
                state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the announcement.")
            ).After(happened);
        return next.WithoutWhatIsLost() with { Version = (state?.Version ?? 0) + 1 };
    }

    /// <summary>A withdrawn pledge stands for what had left, and not for what of that did not arrive.</summary>
    private Pledge WithoutWhatIsLost() =>
        Status != PledgeStatus.Withdrawn
            ? this
            : this with
            {
                Lines =
                [
                    .. Lines.Select(l =>
                    {
                        var stays = Math.Min(
                            l.Committed,
                            Deliveries.Where(d => d.Line == l.Line).Sum(d => d.Dispatched)
                                + InIntakes(l.Line, p => p.IsGiven)
                                + InPurchases(l.Line, settledOnly: false)
                        );
                        return l with { Accepted = stays, Committed = stays };
                    }),
                ],
            };

    private static Pledge From(PledgeAnnounced e) =>
        new()
        {
            Id = e.Id,
            Donor = e.Donor,
            Kind = e.Kind,
            Title = e.Title,
            Modality = e.Modality,
            Agreement = e.Agreement,
            Gap = e.Gap,
            GapDisclosure = e.GapDisclosure,
            AnnouncedAt = e.AnnouncedAt,
            ValidUntil = e.ValidUntil,
            Disclosure = e.Disclosure,
            Evidence = e.Evidence,
            Conditions = e.Conditions,
            Caveats = e.Caveats,
            Lines = e.Lines,
            ReviewFrom = e.AnnouncedAt,
            ReviewDue = e.ReviewDue,
            Rates = e.Rates ?? [],
            AnnouncedOn = e.AnnouncedOn,
            Pool = e.Pool,
            Parent = e.Parent,
            DeliveredBy = e.DeliveredBy,
            Authority = e.Authority,
        };

    private Pledge After(PledgeEvent happened) =>
        happened switch
        {
            PledgeAmended e => After(e),
            PledgeEvidenceConfirmed e => this with { Evidence = new(EvidenceLevel.Confirmed, e.Url) },
            PledgeReviewStarted => this with { Status = PledgeStatus.UnderReview },
            PledgeReviewed e => this with
            {
                Status = e.Status,
                Lines = [.. Lines.Select(l => l with { Accepted = QuantityOf(e.Lines, l.Line) })],
                AcceptedAt = e.FormalisationDue is null ? null : e.DecidedAt,
                FormalisationDue = e.FormalisationDue,
            },
            PledgeFormalised e => this with
            {
                Status = PledgeStatus.Formalised,
                Prepared = null,
                Commitment = e.Commitment,
                Rates = e.Rates ?? Rates,
                // A pool is committed to what it buys.
                Lines = Pool ? Lines : [.. Lines.Select(l => l with { Committed = l.Accepted })],
            },
            PledgeFormalisationPrepared e => this with { Prepared = e.Commitment, PreparedRates = e.Rates ?? [] },
            PledgeConditionsChanged e => this with { ConditionsFailed = !e.Hold },
            PledgeAllocationRequested e => this with
            {
                Allocations =
                [
                    .. Allocations,
                    new(
                        e.Allocation,
                        e.Line,
                        e.Need,
                        e.Quantity,
                        e.Factor,
                        AllocationStatus.Pending,
                        e.To,
                        Disclosure: e.Disclosure,
                        Intake: e.Intake
                    ),
                ],
            },
            PledgeAllocationConfirmed e => With(e.Allocation, a => a with { Status = AllocationStatus.Confirmed }),
            PledgeAllocationMoved e => Split(
                e.Allocation,
                e.Quantity,
                e.Deliveries,
                a =>
                    a with
                    {
                        Id = e.Moved,
                        Need = e.Need,
                        Status = AllocationStatus.Confirmed,
                        Disclosure = e.NeedDisclosure,
                        Swap = null,
                    }
            ),
            PledgeAllocationsReduced e => Cancel(e.CancelledDeliveries ?? [], e.At).Cut(e.CutDeliveries) with
            {
                Allocations = Keep(Allocations, e.Allocations),
            },
            PledgeWithdrawnInPart e => this with
            {
                Lines = [.. Lines.Select(l => Less(l, QuantityOf(e.Lines, l.Line)))],
            },
            PledgeNeedSuperseded e => this with
            {
                Allocations =
                [
                    .. Allocations.Select(a =>
                        a.Need == e.Need && a.Status != AllocationStatus.Released ? a with { Need = e.By } : a
                    ),
                ],
            },
            PledgeNeedDisclosed e => this with
            {
                GapDisclosure = e.Need == Gap ? e.Now : GapDisclosure,
                Parent = e.Need == Parent?.Pledge ? Parent with { Disclosure = e.Now } : Parent,
                Allocations =
                [
                    .. Allocations.Select(a =>
                        a.Need == e.Need ? a with { Disclosure = AllocationDisclosure(a, e.Now) } : a
                    ),
                ],
            },
            PledgeAllocationReduced e => Cancel(e.CancelledDeliveries, e.At)
                .Cut(e.CutDeliveries)
                .With(e.Allocation, a => Keep(a, e.Quantity)),
            PledgeAllocationMoveRequested e => Split(
                e.Allocation,
                e.Quantity,
                e.Deliveries,
                a =>
                    a with
                    {
                        Id = e.Moved,
                        Need = e.Need,
                        Factor = e.Factor,
                        Status = AllocationStatus.Pending,
                        Disclosure = e.NeedDisclosure,
                        Swap = e.Swap,
                    }
            ),
            PledgeAllocationMoveRefused e => After(e),
            PledgeSwapRefused e => this with
            {
                Allocations =
                [
                    .. Allocations,
                    Allocation(e.Allocation)! with
                    {
                        Id = e.Moved,
                        Quantity = 0,
                        Status = AllocationStatus.Released,
                        MovedFrom = e.Allocation,
                        Swap = null,
                    },
                ],
            },
            PledgeDeliveryPlanned e => this with { Deliveries = [.. Deliveries, From(e)] },
            PledgeDeliveryStatusChanged e => With(
                    e.Delivery,
                    d => Move(d, e.Status, e.At) with { Eta = e.Eta ?? d.Eta }
                )
                .Started(e.Status),
            PledgeDeliveryReceipted e => With(
                e.Delivery,
                d =>
                    Move(d, e.Status, e.At) with
                    {
                        Received = e.Received,
                        Returned = e.Returned,
                        Discrepancy = e.Discrepancy,
                    }
            ),
            PledgeDeliverySettled e => After(e),
            PledgeReopened => this with { Status = PledgeStatus.InDelivery },
            PledgeCompleted => this with { Status = PledgeStatus.Completed },
            PledgeWithdrawn e => After(e),
            PledgeIntakesScheduled e => After(e),
            PledgePlacesShared e => this with
            {
                Intakes =
                [
                    .. Intakes,
                    new(e.Intake, e.CourseId, e.Line, e.Places, e.Provider, e.Disclosure, e.Persons, e.End),
                ],
            },
            PledgePlacesFollowed e => After(e),
            PledgePlacesReleased e => After(e),
            PledgeGoodsBought e => After(e),
            PledgePurchaseCancelled e => After(e),
            PledgeShareTaken e => Bought(
                e.Purchase,
                p =>
                    p with
                    {
                        Shares = [.. p.Shares, new(e.Payment, e.Contribution, e.PaidBy, e.Amount, e.ShareDisclosure)],
                    }
            ),
            PledgeShareRefused e => Bought(e.Purchase, p => p with { Refused = [.. p.Refused, e.Payment] }),
            PledgeShareDisclosed e => After(e),
            PledgePaymentReserved e => this with
            {
                Payments = [.. Payments, new(e.Payment, e.Line, e.Purchase, e.Amount)],
            },
            PledgePaymentSettled e => After(e),
            PledgeParentEnded => this with { Parent = Parent! with { HasEnded = true } },
            PledgeAgreementEnded => this with { HasAgreementEnded = true },
            PledgeWithdrawalCompensated => this with { Watched = Watched with { Compensated = true } },
            PledgeExpired => this with { Status = PledgeStatus.Expired, Prepared = null },
            PledgeReviewReminded => this with { Watched = Watched with { ReviewReminded = true } },
            PledgeReviewOverdue => this with { Watched = Watched with { ReviewReminded = true, ReviewOverdue = true } },
            PledgeFormalisationReminded => this with { Watched = Watched with { FormalisationReminded = true } },
            PledgeFormalisationOverdue => this with
            {
                Watched = Watched with { FormalisationReminded = true, FormalisationOverdue = true },
            },
            PledgeLineReminded e => this with
            {
                Watched = Watched with { LinesReminded = [.. Watched.LinesReminded, e.Line] },
            },
            PledgeLineOverdue e => this with
            {
                Watched = Watched with
                {
                    LinesReminded = [.. Watched.LinesReminded.Append(e.Line).Distinct()],
                    LinesOverdue = [.. Watched.LinesOverdue, e.Line],
                },
            },
            PledgeReceiptReminded e => With(e.Delivery, d => d with { ReceiptReminded = true }),
            PledgeReceiptOverdue e => With(e.Delivery, d => d with { ReceiptReminded = true, ReceiptOverdue = true }),
            PledgeReplenishmentCounted e => this with
            {
                Replenished =
                [
                    .. Replenished.Where(r => r.Requirement != e.Requirement),
                    .. e.Quantity > 0 ? (ReplenishmentClaim[])[new(e.Requirement, e.Capability, e.Quantity)] : [],
                ],
            },
            PledgeDeliveryReminded e => With(e.Delivery, d => d with { Reminded = true }),
            PledgeDeliverySlipped e => With(e.Delivery, d => d with { Reminded = true, Slipped = true }),
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    private Pledge After(PledgeAmended e)
    {
        var amended = this with
        {
            Title = e.Title,
            ValidUntil = e.ValidUntil,
            Disclosure = e.Disclosure,
            Conditions = e.Conditions,
            Caveats = e.Caveats,
            Lines = e.Lines,
            FirstDays = IsCommitted ? FirstDaysAfter(e.Lines) : FirstDays,
            Evidence = e.Evidence ?? Evidence,
        };
        return e.NewReview
            ? amended with
            {
                Status = Status == PledgeStatus.Announced ? PledgeStatus.Announced : PledgeStatus.UnderReview,
                ReviewFrom = e.AmendedAt,
                ReviewDue = e.ReviewDue,
                AcceptedAt = null,
                Prepared = null,
                FormalisationDue = null,
                Watched = new(),
            }
            : amended with
            {
                Watched = Watched with
                {
                    LinesReminded =
                    [
                        .. Watched.LinesReminded.Where(l => Line(l)!.DeliverBy == e.Lines[l - 1].DeliverBy),
                    ],
                    LinesOverdue = [.. Watched.LinesOverdue.Where(l => Line(l)!.DeliverBy == e.Lines[l - 1].DeliverBy)],
                },
            };
    }

    private IReadOnlyList<LineDay> FirstDaysAfter(IReadOnlyList<PledgeLine> lines) =>
        [
            .. FirstDays,
            .. Lines
                .Where(l => FirstDays.All(d => d.Line != l.Line) && lines[l.Line - 1].DeliverBy != l.DeliverBy)
                .Select(l => new LineDay(l.Line, l.DeliverBy)),
        ];

    private Pledge Split(
        string allocation,
        decimal quantity,
        IReadOnlyList<DeliveryQuantity> deliveries,
        Func<Allocation, Allocation> becomes
    )
    {
        var moved = becomes(Allocation(allocation)! with { Quantity = quantity, MovedFrom = allocation });
        var rest = With(allocation, a => Keep(a, a.Quantity - quantity));
        return rest with
        {
            Allocations = [.. rest.Allocations, moved],
            Deliveries =
            [
                .. Deliveries.Select(d =>
                    deliveries.FirstOrDefault(m => m.Delivery == d.N) is { } part
                        ? d.Moved(allocation, moved.Id, part.Quantity)
                        : d
                ),
            ],
        };
    }

    private Pledge After(PledgeAllocationMoveRefused e)
    {
        var back = Allocation(e.Moved)!.Quantity;
        return With(e.Allocation, a => a with { Quantity = a.Quantity + back, Status = AllocationStatus.Confirmed })
            .With(e.Moved, a => Keep(a, 0)) with
        {
            Deliveries = [.. Deliveries.Select(d => d.PutBack(e.Moved, e.Allocation))],
        };
    }

    private Pledge After(PledgeDeliverySettled e)
    {
        var delivery = Delivery(e.Delivery)!;
        var settled = With(e.Delivery, d => d with { Settled = d.Settled + e.Missing });
        return settled with
        {
            Allocations = Keep(Allocations, e.Allocations),
            Lines =
            [
                .. Lines.Select(l =>
                    l.Line == delivery.Line
                        ? l with
                        {
                            Accepted = l.Accepted - e.Missing,
                            Committed = l.Committed - e.Missing,
                        }
                        : l
                ),
            ],
        };
    }

    private Pledge After(PledgeWithdrawn e)
    {
        var released = Cancel(e.CancelledDeliveries, e.At);
        return released with
        {
            Status = PledgeStatus.Withdrawn,
            Prepared = null,
            Allocations = Keep(Allocations, e.Allocations),
        };
    }

    private static IReadOnlyList<Allocation> Keep(
        IReadOnlyList<Allocation> allocations,
        IReadOnlyList<AllocationQuantity> left
    ) =>
        [
            .. allocations.Select(a =>
                left.FirstOrDefault(l => l.Allocation == a.Id) is { } kept ? Keep(a, kept.Quantity) : a
            ),
        ];

    private static Allocation Keep(Allocation allocation, decimal quantity) =>
        quantity == 0
            ? allocation with
            {
                Quantity = 0,
                Status = AllocationStatus.Released,
            }
            : allocation with
            {
                Quantity = quantity,
            };

    private static Delivery From(PledgeDeliveryPlanned e) =>
        new()
        {
            N = e.Delivery,
            Line = e.Line,
            Quantity = e.Quantity,
            Due = e.Due,
            RemindAt = e.RemindAt,
            Waybill = e.Waybill,
            Parts = e.Parts,
            To = e.To,
            History = [new(DeliveryStatus.Planned, e.At)],
        };

    private static Delivery Move(Delivery delivery, DeliveryStatus status, DateTimeOffset at) =>
        delivery with
        {
            Status = status,
            History = [.. delivery.History, new(status, at)],
        };

    private Pledge Cancel(IReadOnlyList<int> deliveries, DateTimeOffset at) =>
        deliveries.Aggregate(this, (pledge, n) => pledge.With(n, d => Move(d, DeliveryStatus.Cancelled, at)));

    private Pledge Cut(IReadOnlyList<DeliveryCut>? cuts) =>
        (cuts ?? []).Aggregate(this, (pledge, c) => pledge.With(c.Delivery, d => d.Without(c.Allocation, c.Quantity)));

    private Pledge Started(DeliveryStatus status) =>
        status == DeliveryStatus.Dispatched && Status == PledgeStatus.Formalised
            ? this with
            {
                Status = PledgeStatus.InDelivery,
            }
            : this;

    private Pledge With(int delivery, Func<Delivery, Delivery> change) =>
        this with
        {
            Deliveries = [.. Deliveries.Select(d => d.N == delivery ? change(d) : d)],
        };

    private Pledge With(string allocation, Func<Allocation, Allocation> change) =>
        this with
        {
            Allocations = [.. Allocations.Select(a => a.Id == allocation ? change(a) : a)],
        };

    /// <summary>What a pool takes back it did not buy.</summary>
    private PledgeLine Less(PledgeLine line, decimal quantity) =>
        line with
        {
            Quantity = line.Quantity - quantity,
            Accepted = line.Accepted - quantity,
            Committed = Pool ? line.Committed : line.Committed - quantity,
            Training = line.Training is { Places: not null } course
                ? course with
                {
                    Places = line.Quantity - quantity,
                }
                : line.Training,
        };

    private static decimal QuantityOf(IReadOnlyList<LineQuantity> lines, int line) =>
        lines.FirstOrDefault(l => l.Line == line)?.Quantity ?? 0;
}
