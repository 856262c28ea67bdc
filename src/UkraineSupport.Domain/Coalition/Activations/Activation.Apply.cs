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
            ActivationStepConfirmed e => Taken(e) with { Pending = null, Confirmed = new(e.Step, e.By) },
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
            ActivationUnitCalled e => this with { Places = [.. Places, e.Place] },
            ActivationUnitReminded e => With(e.Unit, p => p with { Reminded = true }),
            ActivationUnitChanged e => Changed(e),
            ActivationUnitOverdue e => With(e.Unit, p => p with { Overdue = true }),
            ActivationReliefCalled e => With(e.By, p => p with { Relieves = e.Unit })
                .With(e.Unit, p => p with { ReliefSought = true, ReliefMissing = false }),
            ActivationReliefMissing e => With(e.Unit, p => p with { ReliefSought = true, ReliefMissing = true }),
            ActivationReliefAgain e => With(e.Unit, p => p with { ReliefSought = false }),
            ActivationReliefOverdue e => With(e.Unit, p => p with { ReliefOverdue = true }),
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
                Places = [.. Places.Select(p => StoodDown(p, e.At))],
            },
            ActivationStep.Suspension => this with { Status = ActivationStatus.Suspended, SuspendedAt = e.At },
            // It goes on where it stood.
            _ => this with
            {
                Status = ActivationStatus.InForce,
                SuspendedAt = null,
                FillAt = e.At,
                Places = [.. Places.Select(p => p.Later(e.At - SuspendedAt!.Value))],
            },
        };

    private static Place StoodDown(Place place, DateTimeOffset at) =>
        place.IsOver
            ? place
            : place with
            {
                Status = PlaceStatus.StoodDown,
                HeldUpAt = null,
                LeftOn = place.IsThere ? DateOnly.FromDateTime(at.UtcDateTime) : place.LeftOn,
            };

    private Activation Changed(ActivationUnitChanged e)
    {
        var was = PlaceOf(e.Unit)!;
        var now = Changed(was, e);
        var changed = With(e.Unit, _ => now);
        if (was.Holds == now.Holds)
            return changed;
        // Who was to relieve one that is still there: somebody else is looked for, or nobody else any more.
        if (was.Relieves is { } relieved && PlaceOf(relieved)!.IsThere)
            return changed.With(
                relieved,
                p => p with { ReliefSought = now.Holds, ReliefMissing = p.ReliefMissing && !now.Holds }
            );
        // Any other leaves its serial open, unless somebody has relieved it, or holds it again.
        return now.Status == PlaceStatus.Relieved && changed.IsReliefComing(now)
            ? changed
            : changed with
            {
                FillAt = e.At,
            };
    }

    private static Place Changed(Place was, ActivationUnitChanged e)
    {
        var isSameRelief =
            (was.ReliefDue, was.ReliefCallAt, was.ReliefBy) == (e.Relief?.Due, e.Relief?.CallAt, e.Relief?.By);
        var now = was with
        {
            Status = e.Status,
            Disclosure = e.Disclosure,
            SeenVersion = e.SeenVersion,
            DeployedOn = e.DeployedOn,
            LeftOn = e.LeftOn,
            HeldUpAt = e.Status == PlaceStatus.Suspended ? was.HeldUpAt ?? e.At : null,
            ReliefDue = e.Relief?.Due,
            ReliefCallAt = e.Relief?.CallAt,
            ReliefBy = e.Relief?.By,
            ReliefSought = was.ReliefSought && isSameRelief,
            ReliefMissing = was.ReliefMissing && isSameRelief,
            ReliefOverdue = was.ReliefOverdue && isSameRelief,
        };
        return was.HeldUpAt is { } since ? now.Later(e.At - since) : now;
    }

    private Activation With(PlaceId id, Func<Place, Place> change) =>
        this with
        {
            Places = [.. Places.Select(p => p.Id == id ? change(p) : p)],
        };
}
