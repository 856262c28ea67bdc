namespace UkraineSupport.Domain.Access;

/// <summary>Who may see a record (DOMAIN §2). It governs every read, list, total and event alike.</summary>
public enum Disclosure
{
    /// <summary>Everyone, without a token.</summary>
    Public,

    /// <summary>Every identified member of the coalition.</summary>
    Coalition,

    /// <summary>Its donor, the recipient and the coordinators.</summary>
    Restricted,
}
