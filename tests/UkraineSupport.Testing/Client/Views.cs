using System.Text.Json;

namespace UkraineSupport.Testing.Client;

// What the API shows, as far as the tests look at it.

/// <summary>A page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);

/// <summary>A pledge; lists leave allocations and deliveries out.</summary>
public sealed record PledgeView(
    string Id,
    string Donor,
    string Kind,
    string Title,
    string Status,
    long Version,
    string Disclosure,
    IReadOnlyList<LineView> Lines,
    IReadOnlyList<AllocationView>? Allocations,
    IReadOnlyList<DeliveryView>? Deliveries
);

/// <summary>A line of a pledge with its ledger.</summary>
public sealed record LineView(
    int Line,
    string Capability,
    decimal Quantity,
    string Unit,
    decimal Pledged,
    decimal Accepted,
    decimal Committed,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received
);

/// <summary>A reservation of a line's quantity for a requirement.</summary>
public sealed record AllocationView(
    string Id,
    int Line,
    string Requirement,
    decimal Quantity,
    decimal Credit,
    string Status
);

/// <summary>A tranche on its way.</summary>
public sealed record DeliveryView(
    int N,
    int Line,
    decimal Quantity,
    string Status,
    decimal? Received,
    decimal? Returned,
    string? Discrepancy
);

/// <summary>What Ukraine needs.</summary>
public sealed record RequirementView(
    string Id,
    string Title,
    string Capability,
    decimal Quantity,
    string Unit,
    int Priority,
    string Status,
    long Version,
    string Disclosure,
    decimal Allocated,
    decimal Dispatched,
    decimal Delivered,
    decimal Received,
    decimal Open,
    IReadOnlyList<RequirementAllocationView>? Allocations
);

/// <summary>The same reservation, from the requirement's side.</summary>
public sealed record RequirementAllocationView(
    string Id,
    string Pledge,
    int Line,
    string Donor,
    decimal Quantity,
    decimal Credit,
    string Status
);

/// <summary>One entry of a history.</summary>
public sealed record HistoryEntry(
    long Version,
    string Type,
    DateTimeOffset At,
    ActorView Actor,
    string? Reason,
    JsonElement Data,
    string PreviousHash,
    string Hash
);

/// <summary>Who did it.</summary>
public sealed record ActorView(string Role, string? Party, string? Subject);
