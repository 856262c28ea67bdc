using UkraineSupport.Domain.Events;

namespace UkraineSupport.Domain.UsDeliveries;

/// <summary>Something that happened to a policy signal.</summary>
public abstract record UsSignalEvent;

/// <summary>A coordinator recorded a policy signal of the United States.</summary>
[EventName("usSignal.recorded")]
public sealed record UsSignalRecorded(string Id, SignalTerms Terms, string? RecordedBy, DateTimeOffset RecordedAt)
    : UsSignalEvent;

/// <summary>A coordinator corrected what it says; a withdrawn one counts again.</summary>
[EventName("usSignal.corrected")]
public sealed record UsSignalCorrected(SignalTerms Terms) : UsSignalEvent;

/// <summary>A coordinator withdrew it: it counts nowhere any more.</summary>
[EventName("usSignal.withdrawn")]
public sealed record UsSignalWithdrawn : UsSignalEvent;
