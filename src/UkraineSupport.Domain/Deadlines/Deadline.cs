using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.Deadlines;

/// <summary>
/// What a deadline is about. A reminder comes before it, the deadline itself escalates (DOMAIN §5 rule 4).
/// </summary>
public enum DeadlineKind
{
    /// <summary>Half of the review time is gone.</summary>
    ReviewReminder,

    /// <summary>The review should have been decided.</summary>
    Review,

    /// <summary>Half of the formalisation time is gone.</summary>
    FormalisationReminder,

    /// <summary>The accepted pledge should have been formalised.</summary>
    Formalisation,

    /// <summary>The offer was valid until now.</summary>
    Expiry,

    /// <summary>A tranche is due soon.</summary>
    DeliveryReminder,

    /// <summary>A tranche should have been handed over.</summary>
    Delivery,

    /// <summary>A line should be handed over soon, and not all of it is planned.</summary>
    LineReminder,

    /// <summary>A line should have been handed over, and not all of it is even planned.</summary>
    Line,

    /// <summary>A tranche was handed over some time ago, and its receipt is not confirmed.</summary>
    ReceiptReminder,

    /// <summary>A tranche was handed over long ago, and its receipt is not confirmed.</summary>
    Receipt,

    /// <summary>A requirement should have been validated.</summary>
    Validation,

    /// <summary>A requirement is needed soon.</summary>
    RequiredByReminder,

    /// <summary>A requirement is needed now.</summary>
    RequiredBy,

    /// <summary>What no month of a gap needs any more is given back.</summary>
    Surplus,

    /// <summary>A month of a gap begins soon, and is not covered.</summary>
    GapMonthReminder,

    /// <summary>A month of a gap is over, and was not covered.</summary>
    GapMonth,

    /// <summary>A parliament that was asked for a mandate should approve soon.</summary>
    MandateReminder,

    /// <summary>A parliament that was asked for a mandate should have approved.</summary>
    Mandate,

    /// <summary>A parliament's approval ends soon, and before the force's period does.</summary>
    MandateEndReminder,

    /// <summary>A parliament's approval has ended, and the force's period has not.</summary>
    MandateEnd,

    /// <summary>The period of a force is over, and it was not called upon.</summary>
    ForcePeriod,

    /// <summary>A second coordinator should have confirmed a step of an activation.</summary>
    Confirmation,

    /// <summary>Units are chosen for what is open of an activation.</summary>
    ForceFill,

    /// <summary>A unit that was activated should be there.</summary>
    Deployment,

    /// <summary>Who relieves a unit is called upon.</summary>
    Relief,

    /// <summary>A unit should have handed over to who relieves it.</summary>
    Transfer,

    /// <summary>Ukraine can nominate for an intake.</summary>
    NominationOpening,

    /// <summary>The time to nominate for an intake is over.</summary>
    NominationClosing,

    /// <summary>Places of an intake that are empty are offered on.</summary>
    EmptyPlaces,

    /// <summary>A step of an intake is due soon, or now.</summary>
    IntakeReminder,

    /// <summary>A step of an intake should have been taken.</summary>
    IntakeStep,

    /// <summary>A step of a co-production agreement is due soon, or now.</summary>
    AgreementReminder,

    /// <summary>A step of a co-production agreement should have been taken.</summary>
    AgreementStep,

    /// <summary>The contract of a co-production agreement is over.</summary>
    ContractEnd,
}

/// <summary>The next moment at which something happens to an aggregate by itself.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Delivery">The tranche it is about, for deliveries; the line, for lines; for agreements the step.</param>
/// <param name="Month">The month it is about, for months of a gap and of output.</param>
public sealed record Deadline(DeadlineKind Kind, DateTimeOffset At, int? Delivery = null, Month? Month = null);
