namespace UkraineSupport.Domain.Access;

/// <summary>What a caller is to the system (DOMAIN §2).</summary>
public enum Role
{
    /// <summary>No token, or an observer: reads what disclosure allows.</summary>
    Observer,

    /// <summary>A donor nation's liaison officer: writes for its own nation only.</summary>
    Donor,

    /// <summary>A coordinating ministry: reviews, validates, allocates, declares.</summary>
    Coordinator,

    /// <summary>Ukraine: files requirements and receipts.</summary>
    Recipient,

    /// <summary>Operates the system; has no say over its content.</summary>
    Administrator,
}
