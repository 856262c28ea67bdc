using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Decisions;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>An answer to what an agreement needs.</summary>
/// <param name="Approval"><c>ministry</c>, <c>licence-1</c> …, <c>financing-1</c> ….</param>
/// <param name="State">Granted or refused.</param>
/// <param name="On">On which day.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Reason">Why it is refused.</param>
public sealed record AnswerApproval(
    string Approval,
    ApprovalState State,
    DateOnly On,
    string? Reference = null,
    string? Reason = null
);

/// <summary>
/// Licences, Ukraine's ministry and each line of the financing are answered in any order, also before the
/// co-signature; when all are granted and it is co-signed, the agreement is funded, once.
/// </summary>
public static class Approvals
{
    /// <summary>An answer; nothing when it says what is already so.</summary>
    public static Decision<AgreementEvent> Answer(
        Agreement agreement,
        AnswerApproval answer,
        Actor actor,
        DateTimeOffset now
    )
    {
        var approval = agreement.Approvals.FirstOrDefault(a => a.Id == answer.Approval);
        if (approval?.Kind == ApprovalKind.Ministry && actor.Role != Role.Recipient)
            return new Forbidden("Ukraine's ministry answers for itself.");
        if (
            approval?.Kind != ApprovalKind.Ministry
            && !actor.IsDonor(agreement.Donor)
            && actor.Role != Role.Coordinator
        )
            return new Forbidden("Its donor nation or a coordinator records licences and financing.");
        var check = new Check();
        check.That(
            approval is not null,
            "/approval",
            $"There is: {string.Join(", ", agreement.Approvals.Select(a => a.Id))}."
        );
        check.That(answer.State != ApprovalState.Pending, "/state", "Granted or refused.");
        check.That(answer.On <= DateOnly.FromDateTime(now.UtcDateTime), "/on", "Not after today.");
        check.Text(answer.Reference, "/reference", 200, required: false);
        check.Text(answer.Reason, "/reason", 2000, required: answer.State == ApprovalState.Refused);
        if (check.Error is { } invalid)
            return invalid;
        if (agreement.IsEnded)
            return Sign.Ended(agreement);
        if (approval!.State == answer.State)
            return default;
        return approval.State == ApprovalState.Granted
            ? new Conflict("already-granted", $"{approval.Id} was granted on {approval.On:yyyy-MM-dd}.")
            : Joined(
                agreement,
                [new AgreementApprovalAnswered(approval.Id, answer.State, answer.Reference?.Trim(), answer.On)],
                now
            );
    }

    /// <summary>With what follows where all branches have come together by these events.</summary>
    internal static Decision<AgreementEvent> Joined(
        Agreement agreement,
        IReadOnlyList<AgreementEvent> events,
        DateTimeOffset now
    )
    {
        var after = events.Aggregate(agreement, Agreement.Apply);
        var stage = after.Status == AgreementStatus.Suspended ? after.Before : after.Status;
        var isFunded = stage == AgreementStatus.Agreed && after.Approvals.All(a => a.State == ApprovalState.Granted);
        if (!isFunded)
            return events.ToArray();
        return Advance.With(agreement, [.. events, new AgreementFunded(now)]);
    }

    /// <summary>What terms need; what is the same as it was keeps its answer.</summary>
    internal static IReadOnlyList<Approval> Needed(
        AgreementTerms terms,
        AgreementTerms? before,
        IReadOnlyList<Approval> known,
        DateTimeOffset? at = null
    )
    {
        Approval Of(string id, ApprovalKind kind, bool isSame) =>
            (isSame ? known.FirstOrDefault(a => a.Id == id) : null) ?? new(id, kind) { AskedAt = at };
        return
        [
            Of("ministry", ApprovalKind.Ministry, isSame: true),
            .. terms.ExportLicences.Select(
                (licence, n) =>
                    Of(
                        $"licence-{n + 1}",
                        ApprovalKind.ExportLicence,
                        before?.ExportLicences.ElementAtOrDefault(n) == licence
                    )
            ),
            .. terms.Financing.Select(
                (line, n) =>
                    Of($"financing-{n + 1}", ApprovalKind.Financing, before?.Financing.ElementAtOrDefault(n) == line)
            ),
        ];
    }
}
