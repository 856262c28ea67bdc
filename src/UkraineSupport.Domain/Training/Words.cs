namespace UkraineSupport.Domain.Training;

/// <summary>How far a course leads.</summary>
public enum CourseLevel
{
    /// <summary>For those who begin.</summary>
    Basic,

    /// <summary>For those who have had the basics.</summary>
    Advanced,

    /// <summary>For one trade or system.</summary>
    Specialist,

    /// <summary>For those who lead others.</summary>
    Leadership,

    /// <summary>For those who will train others.</summary>
    Instructor,
}

/// <summary>Life of an intake (DOMAIN §3).</summary>
public enum IntakeStatus
{
    /// <summary>Published; nominations are not open yet.</summary>
    Scheduled,

    /// <summary>Ukraine nominates.</summary>
    NominationOpen,

    /// <summary>The provider confirmed places for those nominated.</summary>
    Confirmed,

    /// <summary>It has begun.</summary>
    Running,

    /// <summary>It is over, and its results are reported.</summary>
    Graduated,

    /// <summary>It does not take place.</summary>
    Cancelled,

    /// <summary>It takes place later; nominations begin anew.</summary>
    Postponed,
}

/// <summary>What somebody has to do for an intake, each with a reminder and an end.</summary>
public enum IntakeStep
{
    /// <summary>Ukraine nominates.</summary>
    Nomination,

    /// <summary>The provider confirms places.</summary>
    Confirmation,

    /// <summary>The provider reports the start.</summary>
    Start,

    /// <summary>The provider reports the results.</summary>
    Results,

    /// <summary>Ukraine confirms the graduates.</summary>
    Receipt,
}

/// <summary>What a donor can give to an intake beside places.</summary>
public enum ContributionKind
{
    /// <summary>Instructors, in persons.</summary>
    Instructors,

    /// <summary>Interpreters, in persons.</summary>
    Interpreters,

    /// <summary>Sets of kit for those trained.</summary>
    Kit,
}

/// <summary>How far the places that a pledge gives to an intake have come.</summary>
public enum PlacesStage
{
    /// <summary>Reserved on the pledge's line.</summary>
    Reserved,

    /// <summary>The intake has begun: they are given.</summary>
    Running,

    /// <summary>Its results are reported.</summary>
    Graduated,

    /// <summary>Ukraine has confirmed the graduates.</summary>
    Confirmed,

    /// <summary>Given back: the intake was cancelled or did not take them, or the pledge was withdrawn.</summary>
    Released,
}
