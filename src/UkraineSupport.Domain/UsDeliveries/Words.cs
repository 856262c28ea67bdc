namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>Under which authority the United States deliver.</summary>
public enum UsAuthority
{
    /// <summary>Presidential Drawdown Authority: from the stock of the armed forces.</summary>
    PDA,

    /// <summary>Ukraine Security Assistance Initiative: bought from industry.</summary>
    USAI,

    /// <summary>Foreign Military Financing: money to buy with.</summary>
    FMF,

    /// <summary>Foreign Military Sales: sold government to government.</summary>
    FMS,

    /// <summary>Prioritised Ukraine Requirements List: American materiel that allies pay for.</summary>
    PURL,
}

/// <summary>What a policy signal says of the deliveries.</summary>
public enum SignalKind
{
    /// <summary>Nothing comes for now.</summary>
    Pause,

    /// <summary>A part of what was expected comes.</summary>
    Reduce,

    /// <summary>Nothing comes any more.</summary>
    Halt,

    /// <summary>What was expected comes (again).</summary>
    Resume,
}
