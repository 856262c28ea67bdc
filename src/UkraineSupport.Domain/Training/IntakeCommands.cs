namespace UkraineSupport.Domain.Training;

/// <summary>A provider's change of an intake that has not begun; what is left out stays.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day, not later than it was: later is a postponement.</param>
/// <param name="NominationDeadline">Last day on which Ukraine nominates.</param>
/// <param name="Capacity">Most places.</param>
public sealed record AmendIntake(
    string Reason,
    DateOnly? Start = null,
    DateOnly? End = null,
    DateOnly? NominationDeadline = null,
    int? Capacity = null
);

/// <summary>A provider's word that an intake takes place later.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Start">First day, later than it was.</param>
/// <param name="End">Last day.</param>
/// <param name="NominationDeadline">Last day on which Ukraine nominates.</param>
public sealed record PostponeIntake(string Reason, DateOnly Start, DateOnly End, DateOnly NominationDeadline);

/// <summary>A provider's word that an intake does not take place.</summary>
/// <param name="Reason">Why.</param>
public sealed record CancelIntake(string Reason);

/// <summary>What a donor gives to an intake beside places.</summary>
/// <param name="Donor">Who gives: the caller's own party.</param>
/// <param name="Kind">What.</param>
/// <param name="Quantity">How many in all; 0: none any more.</param>
/// <param name="Text">Words to it.</param>
public sealed record ContributeToIntake(string Donor, ContributionKind Kind, int Quantity, string? Text = null);

/// <summary>Ukraine's nominations: a number, and no name.</summary>
/// <param name="Nominated">How many in all. Those above the places wait.</param>
public sealed record NominatePersons(int Nominated);

/// <summary>A provider's confirmation.</summary>
/// <param name="Accepted">For how many of those nominated a place is kept.</param>
public sealed record ConfirmIntake(int Accepted);

/// <summary>A provider's report of the start.</summary>
/// <param name="Enrolled">How many began.</param>
/// <param name="On">On which day.</param>
public sealed record StartIntake(int Enrolled, DateOnly On);

/// <summary>A provider's report of the results; sent again with a reason it puts them right.</summary>
/// <param name="Completed">How many graduated.</param>
/// <param name="DroppedOut">How many left before the end.</param>
/// <param name="Failed">How many did not pass.</param>
/// <param name="Reason">Why it is put right.</param>
public sealed record ReportResults(int Completed, int DroppedOut, int Failed, string? Reason = null);

/// <summary>Ukraine's receipt of graduates; sent again with a reason it counts instead of the earlier one.</summary>
/// <param name="Confirmed">How many came.</param>
/// <param name="Discrepancy">Why these are fewer than completed; needed then.</param>
/// <param name="Reason">Why an earlier receipt is put right.</param>
public sealed record ConfirmGraduates(int Confirmed, string? Discrepancy = null, string? Reason = null);
