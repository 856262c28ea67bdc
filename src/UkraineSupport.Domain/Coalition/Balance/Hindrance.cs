namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>A rule that keeps a unit out of a serial, or from being usable there on a day.</summary>
public enum Obstacle
{
    /// <summary>It is of another domain.</summary>
    Domain,

    /// <summary>It is for other serials.</summary>
    OtherSerials,

    /// <summary>It may not be based where the serial is.</summary>
    Basing,

    /// <summary>It comes too late.</summary>
    NoticeToMove,

    /// <summary>A blocking caveat keeps it out.</summary>
    BlockedByCaveat,

    /// <summary>The serial counts things, and it tells no number of them.</summary>
    NotCounted,

    /// <summary>It was activated for a serial that is not here.</summary>
    HeldElsewhere,

    /// <summary>It is not ready, or not any more.</summary>
    Status,

    /// <summary>A mandate that it needs is not there on the day.</summary>
    Mandate,

    /// <summary>The day is not within its period, or not within that of the serial.</summary>
    OutsidePeriod,

    /// <summary>The day is before it can be there.</summary>
    NotThereYet,

    /// <summary>The day is after its relief was due.</summary>
    RotationOver,

    /// <summary>The headquarters or role is another nation's on the day.</summary>
    NotItsTurn,
}

/// <summary>Why a unit is not usable.</summary>
/// <param name="Obstacle">The rule.</param>
/// <param name="Serial">The serial that it is about, or null when it is about all.</param>
/// <param name="Why">For people.</param>
public sealed record Hindrance(Obstacle Obstacle, string? Serial, string Why);
