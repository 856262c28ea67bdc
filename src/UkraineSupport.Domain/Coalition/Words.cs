namespace UkraineSupport.Domain.Coalition;

/// <summary>Where a force element fights or works (DOMAIN §4).</summary>
public enum ForceDomain
{
    /// <summary>On land.</summary>
    Land,

    /// <summary>In the air.</summary>
    Air,

    /// <summary>At sea.</summary>
    Maritime,

    /// <summary>In networks.</summary>
    Cyber,

    /// <summary>In orbit, and what depends on it.</summary>
    Space,

    /// <summary>Supply, transport, medical care.</summary>
    Logistics,

    /// <summary>Regeneration of Ukraine's forces.</summary>
    Training,

    /// <summary>Command: a headquarters or a role in one.</summary>
    Headquarters,
}

/// <summary>Where a force is based. Never more precise (DOMAIN §2: locations are not stored).</summary>
public enum Basing
{
    /// <summary>In Ukraine.</summary>
    InUkraine,

    /// <summary>In a neighbouring state.</summary>
    Neighbour,

    /// <summary>On ships.</summary>
    AtSea,

    /// <summary>Elsewhere, reaching in.</summary>
    Remote,
}

/// <summary>A role in a headquarters.</summary>
public enum HeadquartersRole
{
    /// <summary>Commands it.</summary>
    Commander,

    /// <summary>Stands in for the commander.</summary>
    Deputy,

    /// <summary>A place on its staff that a nation fills.</summary>
    NationalSeat,
}

/// <summary>What a caveat is about.</summary>
public enum CaveatType
{
    /// <summary>Where it may be based or go.</summary>
    Area,

    /// <summary>What it may do.</summary>
    Task,

    /// <summary>When, or for how long.</summary>
    Time,

    /// <summary>Under whose command.</summary>
    Command,

    /// <summary>Rules of engagement.</summary>
    Engagement,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>How a nation's parliament stands to a commitment; apart from the commitment's state (DOMAIN §3).</summary>
public enum MandateStatus
{
    /// <summary>None is needed.</summary>
    NotRequired,

    /// <summary>Needed, and not given yet.</summary>
    Asked,

    /// <summary>Given, until a day.</summary>
    Approved,

    /// <summary>Not given.</summary>
    Refused,
}

/// <summary>Life of a force commitment (DOMAIN §3).</summary>
public enum ForceStatus
{
    /// <summary>Thought of; counts nowhere.</summary>
    Indicated,

    /// <summary>Offered by the nation.</summary>
    Offered,

    /// <summary>Accepted by a coordinator.</summary>
    Accepted,

    /// <summary>The nation reports it at its notice to move.</summary>
    Ready,

    /// <summary>A ceasefire was declared, and the nation has confirmed that it comes.</summary>
    Activated,

    /// <summary>It is there.</summary>
    Deployed,

    /// <summary>It hands over to who relieves it.</summary>
    Rotating,

    /// <summary>Taken back, or relieved.</summary>
    Withdrawn,

    /// <summary>A coordinator did not want it.</summary>
    Declined,

    /// <summary>It was not confirmed in time.</summary>
    Lapsed,

    /// <summary>Held up for a while; counts as not usable until it is resumed.</summary>
    Suspended,
}
