using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

public sealed partial record Agreement
{
    /// <inheritdoc/>
    public static Agreement Apply(Agreement? state, AgreementEvent happened)
    {
        var next = happened is AgreementFiled filed
            ? From(filed)
            : (state ?? throw new InvalidOperationException($"{happened.GetType().Name} before it was filed.")).After(
                happened
            );
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private static Agreement From(AgreementFiled e) =>
        new()
        {
            Id = e.Id,
            Donor = e.Donor,
            Terms = e.Terms,
            Disclosure = e.Disclosure,
            FiledAt = e.At,
            Approvals = CoProduction.Approvals.Needed(e.Terms, null, []),
        };

    private Agreement After(AgreementEvent happened) =>
        happened switch
        {
            AgreementCommercialSet e => this with
            {
                Commercial = e.Commercial,
                Released = e.Released,
                // To release them leaves an amendment that waits.
                Proposed = Same.As(e.Commercial, Commercial) ? Proposed : null,
            },
            AgreementCoSigned e => this with { Status = AgreementStatus.Agreed, CoSignedAt = e.At },
            AgreementAmended e => Amended(e.Terms, e.At),
            AgreementAmendmentProposed e => this with { Proposed = e.Amendment },
            AgreementApprovalAnswered e => this with
            {
                Approvals =
                [
                    .. Approvals.Select(a =>
                        a.Id == e.Approval ? a with { State = e.State, Reference = e.Reference, On = e.On } : a
                    ),
                ],
            },
            AgreementFunded => Advanced(AgreementStatus.Funded),
            AgreementAdvanced e => Advanced(e.Status),
            AgreementMilestonePlanned e => this with { Milestones = [.. Milestones, e.Milestone] },
            AgreementMilestoneMoved e => Moved(e),
            AgreementPlanned e => this with { Plan = e.Months, PlanSerialDue = e.SerialDue },
            AgreementOutputReported e => this with
            {
                Reports = [.. Reports.Where(r => r.Month != e.Report.Month).Append(e.Report).OrderBy(r => r.Month)],
            },
            AgreementBottleneckOpened e => this with { Bottlenecks = [.. Bottlenecks, e.Bottleneck] },
            AgreementBottleneckAssigned e => Changed(e.Bottleneck),
            AgreementBottleneckEscalated e => Changed(Bottleneck(e.Number)! with { EscalatedAt = e.At }),
            AgreementBottleneckClosed e => Changed(Bottleneck(e.Number)! with { ClosedAt = e.At, Done = e.Text }),
            AgreementSuspended e => this with
            {
                Before = Status,
                Status = AgreementStatus.Suspended,
                Suspensions = [.. Suspensions, new(e.At, null)],
            },
            AgreementResumed e => Resumed(e.At) with { Status = Before!.Value, Before = null },
            AgreementTerminated e => Resumed(e.At) with
            {
                Status = AgreementStatus.Terminated,
                EndedAt = e.At,
                NotMade = e.Released,
                Proposed = null,
                Before = null,
            },
            AgreementCompleted e => this with { Status = AgreementStatus.Completed, EndedAt = e.At, Proposed = null },
            AgreementSupplyNarrowed e => this with { Narrowings = e.Number },
            AgreementReminded e => this with { Reminded = [.. Reminded, e.Step] },
            AgreementOverdue e => this with
            {
                Reminded = [.. Reminded.Append(e.Step).Distinct()],
                Overdue = [.. Overdue, e.Step],
            },
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    /// <summary>While it is suspended, that is where it will go on.</summary>
    private Agreement Advanced(AgreementStatus status) =>
        Status == AgreementStatus.Suspended ? this with { Before = status } : this with { Status = status };

    /// <summary>
    /// Approvals of what did not change stay; a contract with another end is to be renewed anew; months that are
    /// outside it are not planned any more.
    /// </summary>
    private Agreement Amended(AgreementTerms terms, DateTimeOffset? at)
    {
        var approvals = CoProduction.Approvals.Needed(terms, Terms, Approvals, at);
        var anew = Enumerable
            .Range(0, approvals.Count)
            .Where(n => Approvals.ElementAtOrDefault(n) != approvals[n])
            .Select(n => new AgreementStep(AgreementStepKind.Approval, n + 1))
            .ToHashSet();
        if (terms.ContractTo != Terms.ContractTo)
            anew.Add(new(AgreementStepKind.Renewal));
        return this with
        {
            Terms = terms,
            Proposed = null,
            Approvals = approvals,
            Plan =
            [
                .. Plan.Where(m => m.Month >= Month.Of(terms.ContractFrom) && m.Month <= Month.Of(terms.ContractTo)),
            ],
            Reminded = [.. Reminded.Where(s => !anew.Contains(s))],
            Overdue = [.. Overdue.Where(s => !anew.Contains(s))],
        };
    }

    private Agreement Moved(AgreementMilestoneMoved e)
    {
        var due = e.Moved.ToDictionary(m => m.Number, m => m.Due);
        var anew = due.Keys.Append(e.Number).ToHashSet();
        bool Stays(AgreementStep step) =>
            step.Kind != AgreementStepKind.Milestone || !anew.Contains(step.Number) || IsSame(step.Number, e);
        return this with
        {
            Milestones =
            [
                .. Milestones.Select(m =>
                    m.Number == e.Number ? m with { Status = e.Status, Due = e.Due, MetOn = e.MetOn }
                    : due.TryGetValue(m.Number, out var day) ? m with { Due = day }
                    : m
                ),
            ],
            Reminded = [.. Reminded.Where(Stays)],
            Overdue = [.. Overdue.Where(Stays)],
        };
    }

    private bool IsSame(int number, AgreementMilestoneMoved e) => number == e.Number && Milestone(number)!.Due == e.Due;

    private Agreement Changed(Bottleneck now)
    {
        var step = new AgreementStep(AgreementStepKind.Bottleneck, now.Number);
        var isAnew = Bottleneck(now.Number)!.Due != now.Due;
        return this with
        {
            Bottlenecks = [.. Bottlenecks.Select(b => b.Number == now.Number ? now : b)],
            Reminded = [.. Reminded.Where(s => !isAnew || s != step)],
            Overdue = [.. Overdue.Where(s => !isAnew || s != step)],
        };
    }

    private Agreement Resumed(DateTimeOffset at) =>
        this with
        {
            Suspensions = [.. Suspensions.Select(s => s.To is null ? s with { To = at } : s)],
        };
}
