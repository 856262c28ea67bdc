using System.Text.Json.Serialization;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Domain.CoProduction;

/// <summary>One approval.</summary>
/// <param name="Id"><c>ministry</c>, <c>licence-1</c> …, <c>financing-1</c> …: numbered as in the terms.</param>
/// <param name="Kind">What.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reference">Its reference, or null.</param>
/// <param name="On">On which day it was answered, or null.</param>
public sealed record Approval(
    string Id,
    ApprovalKind Kind,
    ApprovalState State = ApprovalState.Pending,
    string? Reference = null,
    DateOnly? On = null
)
{
    /// <summary>When an amendment asked for it; null: the agreement as it was filed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AskedAt { get; init; }
}

/// <summary>One milestone.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">In words.</param>
/// <param name="Owner">The party that answers for it.</param>
/// <param name="Baseline">Its day as first planned.</param>
/// <param name="Due">Its day now.</param>
/// <param name="DependsOn">Milestones that come before it: when they slip, it does.</param>
/// <param name="Status">How it stands.</param>
/// <param name="MetOn">When it was reached, or null.</param>
public sealed record Milestone(
    int Number,
    MilestoneKind Kind,
    string Title,
    string Owner,
    DateOnly Baseline,
    DateOnly Due,
    IReadOnlyList<int> DependsOn,
    MilestoneStatus Status = MilestoneStatus.Planned,
    DateOnly? MetOn = null
)
{
    /// <summary>Whether nothing more is to come of it.</summary>
    [JsonIgnore]
    public bool IsDone => Status is MilestoneStatus.Met or MilestoneStatus.Waived;

    /// <summary>How many days later than first planned.</summary>
    [JsonIgnore]
    public int SlippageDays => (MetOn ?? Due).DayNumber - Baseline.DayNumber;
}

/// <summary>A milestone that moved because another did.</summary>
public sealed record MovedMilestone(int Number, DateOnly Due);

/// <summary>What is to be made in a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Quantity">In the capability's unit.</param>
public sealed record PlannedMonth(Month Month, decimal Quantity);

/// <summary>
/// What a month gave, in the capability's unit: made ≥ accepted + rejected, rejected ≥ scrapped; to the end of each
/// month no more was delivered than accepted.
/// </summary>
/// <param name="Month">The month.</param>
/// <param name="Made">Came off the line.</param>
/// <param name="Accepted">Passed inspection.</param>
/// <param name="Rejected">Did not pass.</param>
/// <param name="Scrapped">Of those, lost for good.</param>
/// <param name="ToUkraine">Delivered to Ukraine.</param>
/// <param name="ToPartner">Delivered to the partner.</param>
/// <param name="By">The party that reported it.</param>
/// <param name="Corrections">How often it was put right.</param>
public sealed record OutputReport(
    Month Month,
    decimal Made,
    decimal Accepted,
    decimal Rejected,
    decimal Scrapped,
    decimal ToUkraine,
    decimal ToPartner,
    string By,
    int Corrections = 0
);

/// <summary>Something that keeps output down.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">What.</param>
/// <param name="Item">The material or component by name, or null.</param>
/// <param name="Text">What is known of it.</param>
/// <param name="CostsAMonth">Output that it costs a month, in the capability's unit.</param>
/// <param name="OpenedBy">The party that opened it; null: the system.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Since">The first month in which it cost output.</param>
/// <param name="Assigned">The party that sees to it, or null.</param>
/// <param name="Due">By when, or null.</param>
/// <param name="Requirement">Of workforce: the requirement of training places, or null.</param>
/// <param name="EscalatedAt">When it was put before the board, or null.</param>
/// <param name="ClosedAt">When it was out of the way, or null.</param>
/// <param name="Done">What was done, or null.</param>
public sealed record Bottleneck(
    int Number,
    BottleneckKind Kind,
    string? Item,
    string Text,
    decimal CostsAMonth,
    string? OpenedBy,
    DateTimeOffset OpenedAt,
    Month Since,
    string? Assigned = null,
    DateOnly? Due = null,
    string? Requirement = null,
    DateTimeOffset? EscalatedAt = null,
    DateTimeOffset? ClosedAt = null,
    string? Done = null
)
{
    /// <summary>Whether it still keeps output down.</summary>
    [JsonIgnore]
    public bool IsOpen => ClosedAt is null;

    /// <summary>
    /// Whether the system opened it, nobody ever said what it is or saw to it, and it is closed: it explains nothing.
    /// </summary>
    [JsonIgnore]
    public bool IsNone => !IsOpen && this is { OpenedBy: null, Assigned: null, Kind: BottleneckKind.Undetermined };

    /// <summary>Whether it cost output in a month.</summary>
    public bool WasOpenIn(Month month) => Since <= month && (ClosedAt is not { } closed || Month.Of(closed) >= month);
}
