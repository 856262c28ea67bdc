namespace UkraineSupport.Domain.CoProduction;

/// <summary>Where an agreement is in its life (DOMAIN §3).</summary>
public enum AgreementStatus
{
    /// <summary>The donor nation filed it.</summary>
    LetterOfIntent,

    /// <summary>Ukraine's ministry has co-signed.</summary>
    Agreed,

    /// <summary>Every approval is granted: licences, ministry, financing.</summary>
    Funded,

    /// <summary>Work on the tooling has begun.</summary>
    Tooling,

    /// <summary>The tooling is there; the first article is made and qualified.</summary>
    FirstArticle,

    /// <summary>Qualified, and made in series.</summary>
    SerialProduction,

    /// <summary>The contract ended while it was in series.</summary>
    Completed,

    /// <summary>A party has stopped it for a time: nothing is forecast.</summary>
    Suspended,

    /// <summary>It ended before its time.</summary>
    Terminated,
}

/// <summary>Who makes it where, and for whose money.</summary>
public enum ProductionModel
{
    /// <summary>Bought from Ukrainian industry with another's money, as Denmark does.</summary>
    BoughtFromUkraine,

    /// <summary>A Ukrainian product, made abroad under licence.</summary>
    LicenceAbroad,

    /// <summary>An ally's product, made in Ukraine under licence.</summary>
    LicenceInUkraine,

    /// <summary>A company of both.</summary>
    JointVenture,

    /// <summary>Components that others build in.</summary>
    ComponentSupply,
}

/// <summary>Through whom it is procured (advisory letter, section 2).</summary>
public enum ProcurementVehicle
{
    /// <summary>Between two states.</summary>
    Bilateral,

    /// <summary>A group of states.</summary>
    GroupOfStates,

    /// <summary>The NATO Support and Procurement Agency.</summary>
    Nspa,

    /// <summary>The Organisation for Joint Armament Cooperation.</summary>
    Occar,

    /// <summary>The European Commission or the European Defence Agency.</summary>
    CommissionOrEda,
}

/// <summary>What an industry partner does in it.</summary>
public enum PartnerRole
{
    /// <summary>Answers for the whole product.</summary>
    Lead,

    /// <summary>Makes the product.</summary>
    Manufacturer,

    /// <summary>Gives the licence.</summary>
    Licensor,

    /// <summary>Supplies components or materials.</summary>
    Supplier,
}

/// <summary>Where money comes from.</summary>
public enum FinancingSource
{
    /// <summary>A national budget.</summary>
    National,

    /// <summary>Loans of Security Action for Europe.</summary>
    Safe,

    /// <summary>The European Defence Industry Programme.</summary>
    Edip,

    /// <summary>Windfall profits of immobilised Russian assets.</summary>
    WindfallProfits,

    /// <summary>The European Investment Bank.</summary>
    Eib,

    /// <summary>Private money.</summary>
    Private,
}

/// <summary>What has to be approved before it is funded.</summary>
public enum ApprovalKind
{
    /// <summary>Ukraine's ministry.</summary>
    Ministry,

    /// <summary>A state's licence to export.</summary>
    ExportLicence,

    /// <summary>One line of the financing.</summary>
    Financing,
}

/// <summary>How an approval stands.</summary>
public enum ApprovalState
{
    /// <summary>Not answered.</summary>
    Pending,

    /// <summary>Given.</summary>
    Granted,

    /// <summary>Not given; a later answer may grant it.</summary>
    Refused,
}

/// <summary>What a milestone is about; each kind other than <see cref="Other"/> at most once.</summary>
public enum MilestoneKind
{
    /// <summary>Machines and moulds are there.</summary>
    Tooling,

    /// <summary>The first article is made.</summary>
    FirstArticle,

    /// <summary>It is qualified to a NATO standard.</summary>
    Qualification,

    /// <summary>It is made in series.</summary>
    Serial,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>How a milestone stands (DOMAIN §3).</summary>
public enum MilestoneStatus
{
    /// <summary>Nothing was said of it yet.</summary>
    Planned,

    /// <summary>Comes in time, as its owner says.</summary>
    OnTrack,

    /// <summary>May come late, as its owner says.</summary>
    AtRisk,

    /// <summary>Reached.</summary>
    Met,

    /// <summary>Not reached by its day; it may still be.</summary>
    Missed,

    /// <summary>Not needed any more.</summary>
    Waived,
}

/// <summary>What keeps output down (advisory letter, section 2).</summary>
public enum BottleneckKind
{
    /// <summary>Not known yet: the system saw output fall behind.</summary>
    Undetermined,

    /// <summary>A raw material.</summary>
    Material,

    /// <summary>A component.</summary>
    Component,

    /// <summary>Skilled people.</summary>
    Workforce,

    /// <summary>Machines, halls, energy.</summary>
    Capacity,

    /// <summary>Rules.</summary>
    Regulation,

    /// <summary>Money.</summary>
    Finance,
}

/// <summary>Why a month gave less than planned.</summary>
public enum DifferenceCause
{
    /// <summary>It gave no less.</summary>
    None,

    /// <summary>The month is over and nobody said what was made.</summary>
    NotReported,

    /// <summary>The agreement was suspended.</summary>
    Suspension,

    /// <summary>Series production begins later than the plan counted on.</summary>
    Slippage,

    /// <summary>A bottleneck that was open in the month; the one that costs most.</summary>
    Bottleneck,

    /// <summary>Of a month to come: what was made so far, or that nothing was, does not bear more out.</summary>
    Evidence,

    /// <summary>None that is known.</summary>
    Unexplained,
}
