namespace UkraineSupport.Domain.Coalition.Activations;

public sealed partial record Activation
{
    /// <inheritdoc/>
    public static Activation Apply(Activation? state, ActivationEvent happened)
    {
        var next = happened is CeasefireDeclared declared
            ? From(declared)
            : (
                state ?? throw new InvalidOperationException($"{happened.GetType().Name} before the declaration.")
            ).After(happened);
        return next with { Version = (state?.Version ?? 0) + 1 };
    }

    private static Activation From(CeasefireDeclared e) =>
        new()
        {
            Id = e.Id,
            Number = e.Number,
            DeclaredOn = e.DeclaredOn,
            Source = e.Source,
            Disclosure = e.Disclosure,
            Pending = e.Proposal,
        };

    private Activation After(ActivationEvent happened) =>
        happened switch
        {
            ActivationStepProposed e => this with { Pending = e.Proposal },
            ActivationStepConfirmed e => Taken(e) with { Pending = null },
            ActivationStepLapsed e => this with
            {
                Pending = null,
                Status = e.Step == ActivationStep.Declaration ? ActivationStatus.Lapsed : Status,
            },
            ActivationFilled e => this with
            {
                FillAt = e.Again,
                Escalated = [.. e.Missing.Keys.Order()],
                IsShort = e.IsShort,
            },
            ActivationFillDue e => this with { FillAt = e.At },
            ActivationUnitCalled e => Called(e.Place),
            ActivationUnitReminded e => With(e.N, p => p with { Reminded = true }),
            ActivationUnitChanged e => Changed(e),
            ActivationUnitOverdue e => With(e.N, p => p with { Overdue = true }),
            ActivationReliefMissing e => With(e.N, p => p with { ReliefSought = true, ReliefMissing = true }),
            ActivationReliefOverdue e => With(e.N, p => p with { ReliefOverdue = true }),
            _ => throw new InvalidOperationException($"No rule applies {happened.GetType().Name}."),
        };

    private Activation Taken(ActivationStepConfirmed e) =>
        e.Step switch
        {
            ActivationStep.Declaration => this with
            {
                Status = ActivationStatus.InForce,
                By = [Pending!.By, e.By],
                FillAt = e.At,
            },
            ActivationStep.Revocation => this with
            {
                Status = ActivationStatus.Revoked,
                SuspendedAt = null,
                FillAt = null,
                Places = [.. Places.Select(p => IsOut(p) ? p : p with { Status = PlaceStatus.StoodDown })],
            },
            ActivationStep.Suspension => this with
            {
                Status = ActivationStatus.Suspended,
                SuspendedAt = e.At,
                Suspensions = Suspensions + 1,
            },
            _ => Resumed(e.At),
        };

    /// <summary>It goes on where it stood: what was left of each time is left again.</summary>
    private Activation Resumed(DateTimeOffset at)
    {
        var stood = at - SuspendedAt!.Value;
        // Days are counted as days: a day that was begun is lost.
        var days = (int)Math.Ceiling(stood.TotalDays);
        return this with
        {
            Status = ActivationStatus.InForce,
            SuspendedAt = null,
            FillAt = at,
            Places =
            [
                .. Places.Select(p =>
                    p.Status is PlaceStatus.Asked or PlaceStatus.Activated
                        ? p with
                        {
                            AskedAt = p.AskedAt + stood,
                            Deadline = p.Deadline + stood,
                            PlannedOn = p.PlannedOn.AddDays(days),
                        }
                        : p
                ),
            ],
        };
    }

    private Activation Called(Place place)
    {
        var called = this with { Places = [.. Places, place] };
        return place.Relieves is { } relieved
            ? called.With(relieved, p => p with { ReliefSought = true, ReliefMissing = false })
            : called;
    }

    private Activation Changed(ActivationUnitChanged e)
    {
        var was = PlaceOf(e.N)!;
        var changed = With(
            e.N,
            p =>
                p with
                {
                    Status = e.Status,
                    SeenVersion = e.SeenVersion,
                    DeployedOn = e.Status == PlaceStatus.Deployed ? e.On ?? p.DeployedOn : p.DeployedOn,
                    RelievedOn = e.Status == PlaceStatus.Relieved ? e.On : null,
                    ReliefDue = e.Relief?.Due,
                    ReliefCallAt = e.Relief?.CallAt,
                    ReliefSought = p.ReliefSought && (p.ReliefDue, p.ReliefCallAt) == (e.Relief?.Due, e.Relief?.CallAt),
                }
        );
        if (changed.IsEnded)
            return changed;
        var (held, holds) = (was.Holds, changed.PlaceOf(e.N)!.Holds);
        if (held == holds || e.Status == PlaceStatus.Relieved)
            return changed;
        // Who was to relieve one that is still there: somebody else is looked for. Any other leaves its serial open, or
        // holds it again.
        return !holds && was.Relieves is { } relieved && changed.PlaceOf(relieved)!.IsThere
            ? changed.With(relieved, p => p with { ReliefSought = false })
            : changed with
            {
                FillAt = e.At,
            };
    }

    private static bool IsOut(Place place) =>
        place.Status is PlaceStatus.Declined or PlaceStatus.Lapsed or PlaceStatus.Failed or PlaceStatus.Relieved;

    private Activation With(int n, Func<Place, Place> change) =>
        this with
        {
            Places = [.. Places.Select(p => p.N == n ? change(p) : p)],
        };
}
