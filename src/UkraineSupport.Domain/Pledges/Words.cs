namespace UkraineSupport.Domain.Pledges;

/// <summary>What is offered (DOMAIN §1 row 2).</summary>
public enum PledgeKind
{
    /// <summary>Places on a course.</summary>
    Training,

    /// <summary>Ammunition and missiles.</summary>
    Munitions,

    /// <summary>Uncrewed systems.</summary>
    Drones,

    /// <summary>Vehicles, systems and other materiel.</summary>
    Equipment,

    /// <summary>Strategic enablers: intelligence, satellites, transport, tankers.</summary>
    Enablers,

    /// <summary>Money.</summary>
    Funding,

    /// <summary>Production together with Ukrainian industry, under an agreement.</summary>
    CoProduction,
}

/// <summary>Where it comes from.</summary>
public enum Modality
{
    /// <summary>The donor's own stock.</summary>
    Stock,

    /// <summary>Ordered from industry.</summary>
    NewProduction,

    /// <summary>Money for others to buy with.</summary>
    Funding,

    /// <summary>A share in a pooled fund or initiative.</summary>
    Pooled,
}

/// <summary>Life of a pledge (DOMAIN §3).</summary>
public enum PledgeStatus
{
    /// <summary>Offered; indicative.</summary>
    Announced,

    /// <summary>A coordinator has taken it up.</summary>
    UnderReview,

    /// <summary>Wanted as offered.</summary>
    Accepted,

    /// <summary>Wanted in part.</summary>
    PartiallyAccepted,

    /// <summary>Not wanted.</summary>
    Declined,

    /// <summary>A commitment: from here on it counts as support.</summary>
    Formalised,

    /// <summary>At least one tranche has left.</summary>
    InDelivery,

    /// <summary>All that was committed is handed over and receipted.</summary>
    Completed,

    /// <summary>Taken back by the donor; what was dispatched stays.</summary>
    Withdrawn,

    /// <summary>Not formalised within its validity.</summary>
    Expired,
}

/// <summary>How well a figure is supported (DOMAIN §2).</summary>
public enum EvidenceLevel
{
    /// <summary>Said in public.</summary>
    Reported,

    /// <summary>A document or legal reference, by URL.</summary>
    Documented,

    /// <summary>Confirmed by both sides, by URL.</summary>
    Confirmed,

    /// <summary>Invented, for demonstration.</summary>
    Demo,
}

/// <summary>What a unit value is based on.</summary>
public enum ValuationBasis
{
    /// <summary>As the donor reported.</summary>
    Reported,

    /// <summary>Market price.</summary>
    Market,

    /// <summary>Cost of replacing it.</summary>
    Replacement,

    /// <summary>Book value.</summary>
    Book,
}

/// <summary>What a drone is for.</summary>
public enum DroneClass
{
    /// <summary>First-person view.</summary>
    Fpv,

    /// <summary>Reconnaissance.</summary>
    Reconnaissance,

    /// <summary>Long-range strike.</summary>
    Strike,

    /// <summary>Interceptor of other drones.</summary>
    Interceptor,

    /// <summary>Any other.</summary>
    Other,
}

/// <summary>Range of a drone in bands; exact figures are never stored.</summary>
public enum RangeBand
{
    /// <summary>Up to some tens of kilometres.</summary>
    Short,

    /// <summary>Up to a few hundred kilometres.</summary>
    Medium,

    /// <summary>Beyond.</summary>
    Long,
}

/// <summary>Payload of a drone in bands.</summary>
public enum PayloadBand
{
    /// <summary>Up to a few kilograms.</summary>
    Light,

    /// <summary>Up to some tens of kilograms.</summary>
    Medium,

    /// <summary>Beyond.</summary>
    Heavy,
}
