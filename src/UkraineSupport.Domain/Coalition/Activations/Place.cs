using System.Text.Json.Serialization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Deadlines;

namespace UkraineSupport.Domain.Coalition.Activations;

/// <summary>What became of calling upon one unit.</summary>
public enum PlaceStatus
{
    /// <summary>Its nation is asked to confirm that it comes.</summary>
    Asked,

    /// <summary>Its nation has confirmed.</summary>
    Activated,

    /// <summary>It is there.</summary>
    Deployed,

    /// <summary>It hands over to who relieves it.</summary>
    Rotating,

    /// <summary>It was relieved: authority went to its successor.</summary>
    Relieved,

    /// <summary>It is held up for a while; its place counts as empty.</summary>
    Suspended,

    /// <summary>Its nation declined.</summary>
    Declined,

    /// <summary>Its nation did not answer in time.</summary>
    Lapsed,

    /// <summary>It does not come for another reason: withdrawn, or it was not ready when it was called upon.</summary>
    Failed,

    /// <summary>The activation was revoked.</summary>
    StoodDown,
}

/// <summary>
/// Which calling upon a unit in an activation. Numbered by commitment: a number over all would tell who sees one unit
/// how many there are that it does not see.
/// </summary>
/// <param name="Commitment">The commitment.</param>
/// <param name="N">Which time it is called upon in this activation, from 1.</param>
public sealed record PlaceId(string Commitment, int N);

/// <summary>A unit that is called upon for a serial, or to relieve one that is there.</summary>
/// <param name="Commitment">The commitment.</param>
/// <param name="N">Which time it is called upon in this activation, from 1.</param>
/// <param name="Nation">Whose it is.</param>
/// <param name="Serial">What it is called upon for.</param>
/// <param name="Strength">Persons.</param>
/// <param name="Quantity">The same in what the serial is measured by.</param>
/// <param name="AskedAt">When its nation was asked.</param>
/// <param name="Deadline">Until when its nation may answer: its notice to move, and a day at least.</param>
/// <param name="PlannedOn">Day on which it should be there.</param>
/// <param name="Disclosure">Who may see it: who sees its commitment, its serial and the activation.</param>
public sealed record Place(
    string Commitment,
    int N,
    string Nation,
    string Serial,
    int Strength,
    int Quantity,
    DateTimeOffset AskedAt,
    DateTimeOffset Deadline,
    DateOnly PlannedOn,
    Disclosure Disclosure
)
{
    /// <summary>Which one it is.</summary>
    [JsonIgnore]
    public PlaceId Id => new(Commitment, N);

    /// <summary>The one that it relieves, or null.</summary>
    public PlaceId? Relieves { get; init; }

    /// <summary>What became of it.</summary>
    public PlaceStatus Status { get; init; }

    /// <summary>Version of the commitment that this is from.</summary>
    public long SeenVersion { get; init; }

    /// <summary>Day on which it got there, or null.</summary>
    public DateOnly? DeployedOn { get; init; }

    /// <summary>Day from which on it was not there any more: relieved, held up or lost; or null.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>Since when it is held up, or null.</summary>
    public DateTimeOffset? HeldUpAt { get; init; }

    /// <summary>How often its nation was given more time, because the unit or the activation was held up.</summary>
    public int Prolonged { get; init; }

    /// <summary>Day from which on somebody else must hold its serial; null of one that is not there.</summary>
    public DateOnly? ReliefDue { get; init; }

    /// <summary>When who relieves it is called upon: that one's notice to move before the relief.</summary>
    public DateTimeOffset? ReliefCallAt { get; init; }

    /// <summary>The commitment that is to relieve it, or null.</summary>
    public string? ReliefBy { get; init; }

    /// <summary>Whether its relief was looked for: called upon, or found missing.</summary>
    public bool ReliefSought { get; init; }

    /// <summary>Whether nobody relieves it.</summary>
    public bool ReliefMissing { get; init; }

    /// <summary>Whether its nation was reminded to answer.</summary>
    public bool Reminded { get; init; }

    /// <summary>Whether it was told that it is not there on the day that was planned.</summary>
    public bool Overdue { get; init; }

    /// <summary>Whether it was told that authority is not handed over on the day of the relief.</summary>
    public bool ReliefOverdue { get; init; }

    /// <summary>Half of the time to answer.</summary>
    [JsonIgnore]
    public DateTimeOffset RemindAt => Moments.Half(AskedAt, Deadline);

    /// <summary>Whether it holds its serial or is expected to.</summary>
    [JsonIgnore]
    public bool Holds =>
        Status is PlaceStatus.Asked or PlaceStatus.Activated or PlaceStatus.Deployed or PlaceStatus.Rotating;

    /// <summary>Whether it is there.</summary>
    [JsonIgnore]
    public bool IsThere => Status is PlaceStatus.Deployed or PlaceStatus.Rotating;

    /// <summary>Whether nothing more can become of it.</summary>
    [JsonIgnore]
    public bool IsOver =>
        Status
            is PlaceStatus.Relieved
                or PlaceStatus.Declined
                or PlaceStatus.Lapsed
                or PlaceStatus.Failed
                or PlaceStatus.StoodDown;

    /// <summary>As it is after some time that did not count: what was left of each time is left again.</summary>
    internal Place Later(TimeSpan stood) =>
        Status is not (PlaceStatus.Asked or PlaceStatus.Activated)
            ? this
            : this with
            {
                AskedAt = AskedAt + stood,
                Deadline = Deadline + stood,
                // Days are counted as days: a day that was begun is lost.
                PlannedOn = PlannedOn.AddDays((int)Math.Ceiling(stood.TotalDays)),
                Prolonged = Prolonged + 1,
                Overdue = false,
            };
}
